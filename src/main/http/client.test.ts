import { createServer } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { createHttpClient } from './client';
import { clientFor, requestTo, startTestServer, type TestServer } from './testing';

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.stop();
});

async function serve(handler: Parameters<typeof startTestServer>[0]): Promise<TestServer> {
  const server = await startTestServer(handler);
  open.push(server);
  return server;
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`expected an AppError, got ${String(thrown)}`);
  return thrown;
}

describe('the way out', () => {
  it.each([
    ['gzip', gzipSync('{"a":"ışğ"}')],
    ['br', brotliCompressSync('{"a":"ışğ"}')],
    ['identity', Buffer.from('{"a":"ışğ"}')],
  ])('reads a %s answer', async (encoding, bytes) => {
    const server = await serve((_, response) => {
      response.setHeader('content-encoding', encoding);
      response.end(bytes);
    });
    const answer = await clientFor(server).send(requestTo(server, '/'));
    expect(answer.text).toBe('{"a":"ışğ"}');
    expect(answer.date).toBeTypeOf('number');
  });

  it('reads Turkish text of an old host in its own character set', async () => {
    const server = await serve((_, response) => {
      response.setHeader('content-type', 'application/json; charset=windows-1254');
      response.end(Buffer.from([0x22, 0xfd, 0xfe, 0xf0, 0xdd, 0x22]));
    });
    expect((await clientFor(server).send(requestTo(server, '/'))).text).toBe('"ışğİ"');
  });

  it('refuses a body larger than allowed, also when it grows only after decompression', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/zip') response.setHeader('content-encoding', 'gzip');
      response.end(request.url === '/zip' ? gzipSync(Buffer.alloc(5_000_000)) : Buffer.alloc(5_000_000));
    });
    const client = clientFor(server);
    for (const path of ['/', '/zip']) {
      expect((await failure(client.send(requestTo(server, path)))).code).toBe('chan.answerTooLarge');
    }
  });

  it('follows a redirect within the origin and refuses one that leaves it, so that no key travels', async () => {
    const other = await serve((_, response) => response.end('stolen'));
    const server = await serve((request, response) => {
      if (request.url === '/here') response.writeHead(302, { location: '/there' }).end();
      else if (request.url === '/away') response.writeHead(302, { location: `${other.url}/x` }).end();
      else if (request.url === '/circle') response.writeHead(302, { location: '/circle' }).end();
      else response.end('there');
    });
    const client = createHttpClient({ policy: { allowHosts: [server.hostPort, other.hostPort] } });
    const headers = { authorization: 'Basic c2VjcmV0' };
    const origins = [server.url, other.url];
    expect((await client.send(requestTo(server, '/here', { headers, origins }))).text).toBe('there');
    const away = await failure(client.send(requestTo(server, '/away', { headers, origins })));
    expect([away.code, away.facts.host]).toEqual(['input.hostNotAllowed', other.hostPort]);
    expect(other.seen).toEqual([]);
    expect((await failure(client.send(requestTo(server, '/circle', { headers })))).code).toBe(
      'chan.badAnswer',
    );
  });

  it('does not follow a redirect of a call that sends a body', async () => {
    const server = await serve((_, response) => response.writeHead(307, { location: '/x' }).end());
    const answer = await clientFor(server).send(requestTo(server, '/', { method: 'POST', body: '{}' }));
    expect(answer.status).toBe(307);
    expect(server.seen).toHaveLength(1);
  });

  it('names what went wrong on the way', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': 1000 });
        response.write('half', () => response.destroy());
      } else if (request.url === '/cutChunked') {
        response.write('{"half":', () => response.destroy());
      } else if (request.url === '/reset') request.socket.resetAndDestroy();
      else if (request.url === '/garbage') request.socket.end('not http at all\r\n\r\n');
    });
    const client = clientFor(server);
    const codes = async (path: string, more = {}): Promise<string> =>
      (await failure(client.send(requestTo(server, path, more)))).code;
    expect(await codes('/cut')).toBe('net.cutOff');
    expect(await codes('/cutChunked')).toBe('net.cutOff');
    expect(await codes('/reset')).toBe('net.cutOff');
    expect(await codes('/garbage')).toBe('chan.badAnswer');
    expect(await codes('/silent', { timeoutMs: 60 })).toBe('net.timeout');
    await server.stop();
    expect(await codes('/')).toBe('net.refused');
    const nowhere = await failure(
      createHttpClient({ policy: { allowHosts: [] } }).send(
        requestTo(server, '/', {
          url: new URL('https://no-such-host.invalid/'),
          origins: ['https://no-such-host.invalid'],
        }),
      ),
    );
    expect(['net.hostNotFound', 'net.offline']).toContain(nowhere.code);
  });

  it('stops at once when the caller aborts, with the reason the caller gave', async () => {
    const server = await serve(() => undefined);
    const stop = new AbortController();
    const waiting = failure(clientFor(server).send(requestTo(server, '/', { signal: stop.signal })));
    stop.abort(new AppError('internal.stopping'));
    expect((await waiting).code).toBe('internal.stopping');
  });

  it('hands a long answer on as it arrives and tells when it was cut', async () => {
    const server = await serve((_, response) => {
      response.write('one\n');
      response.write('two\n', () => response.destroy());
    });
    const stream = await clientFor(server).stream(requestTo(server, '/'));
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream.body) text += Buffer.from(chunk).toString();
    })();
    expect((await failure(reading)).code).toBe('net.cutOff');
    expect(text).toContain('one');
  });

  it('goes through the proxy of the environment, except to hosts that are allowed by name', async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      asked.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    open.push({ stop: () => new Promise((resolve) => proxy.close(() => resolve())) });
    const address = proxy.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const server = await serve((_, response) => response.end('direct'));
    const client = createHttpClient({
      policy: { allowHosts: [server.hostPort] },
      environment: { HTTPS_PROXY: `http://127.0.0.1:${address.port}` },
    });
    const url = new URL('https://api.example.com/x');
    const failed = await failure(client.send(requestTo(server, '/', { url, origins: [url.origin] })));
    expect(failed.code).toMatch(/^net\./);
    expect(asked).toEqual(['api.example.com:443']);
    expect((await client.send(requestTo(server, '/'))).text).toBe('direct');
    await client.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, listen } from '../../src/main/api/server';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';

let kervan: InProcess;
let server: ApiServer;
beforeAll(async () => {
  kervan = await startInProcess();
  server = await listen(kervan.app, 0);
});
afterAll(async () => {
  await server.close();
  await kervan.stop();
});

const open = (query = '', signal?: AbortSignal) =>
  fetch(`${server.url}/api/events${query}`, { headers: { authorization: `Bearer ${TOKEN}` }, signal });

/** Reads until the text holds what is looked for. */
async function readUntil(response: Response, wanted: RegExp): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new Error('no body');
  let text = '';
  while (!wanted.test(text)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`ended after ${text}`);
    text += new TextDecoder().decode(value);
  }
  await reader.cancel();
  return text;
}

describe('news as server-sent events', () => {
  it('tells what changed, as one event with its data', async () => {
    const response = await open();
    expect(response.headers.get('content-type')).toMatch(/text\/event-stream/);
    const read = readUntil(response, /event: rules\.changed\n.*\n\n/);
    kervan.service.events.emit('rules.changed', { connectionId: null });
    expect(await read).toContain('event: rules.changed\ndata: {"connectionId":null}\n\n');
  });

  it('tells only what was asked for, and nothing of the window', async () => {
    const response = await open('?names=stock.changed');
    const read = readUntil(response, /stock\.changed/);
    kervan.service.events.emit('rules.changed', { connectionId: null });
    kervan.service.events.emit('stock.changed', { variantIds: null });
    expect(await read).not.toContain('rules.changed');
    for (const names of ['navigate', 'nothing', 'stock.changed,navigate']) {
      const refused = await open(`?names=${names}`);
      expect(refused.status).toBe(400);
    }
  });

  it('needs the token', async () => {
    expect((await fetch(`${server.url}/api/events`)).status).toBe(401);
  });

  it('lets a reader leave and takes another in its place, as often as it likes', async () => {
    for (let times = 0; times < 40; times += 1) {
      const abort = new AbortController();
      const response = await open('', abort.signal);
      expect(response.status).toBe(200);
      await readUntil(response, /connected/);
      abort.abort();
    }
  });
});

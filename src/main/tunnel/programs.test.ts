import { describe, expect, it } from 'vitest';
import { TUNNEL_KINDS } from './programs';

const target = { port: 4321, configFile: '/data/tunnel/cloudflared.yml' };
const box = '2026-11-24T09:00:00Z INF |  https://oklahoma-solo-younger-truck.trycloudflare.com            |';

describe('cloudflared', () => {
  const { read, arguments: list } = TUNNEL_KINDS.cloudflared;

  it('finds the address in the box and nowhere else', () => {
    expect(read(box, target)).toEqual({
      kind: 'address',
      address: 'https://oklahoma-solo-younger-truck.trycloudflare.com',
    });
    expect(read(`${box}\r`, target)).toMatchObject({ kind: 'address' });
    for (const line of [
      '2026-11-24T09:00:00Z INF Thank you … terms (https://www.cloudflare.com/website-terms/) …',
      '2026-11-24T09:00:00Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |',
      '2026-11-24T09:00:00Z INF +-------------------------------------+',
      '2026-11-24T09:00:00Z INF Settings: map[no-autoupdate:true url:http://127.0.0.1:4321]',
      `|  https://${'a'.repeat(400)}.example  |`,
      '',
    ])
      expect(read(line, target)).toBeNull();
  });

  it('knows when the connection stands, in words of today and before', () => {
    for (const line of [
      '2026-11-24T09:00:01Z INF Registered tunnel connection connIndex=0 connection=6d2bd3a1 event=0 location=ist01 protocol=quic',
      '2022-11-24T09:00:01Z INF Connection 6d2bd3a1-45f4-44fa-8d13-0bcb4fd4ac5a registered connIndex=0',
    ])
      expect(read(line, target)).toEqual({ kind: 'connected' });
  });

  it('names what went wrong without what the program wrote', () => {
    const reasonOf = (line: string) => {
      const said = read(line, target);
      return said?.kind === 'trouble' ? said.error.facts.reason : said;
    };
    expect(
      reasonOf('2026-11-24T09:00:00Z ERR Error unmarshaling … status_code="429 Too Many Requests"'),
    ).toBe('429');
    expect(
      reasonOf(
        'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: lookup',
      ),
    ).toBe('network');
    expect(reasonOf('2026-11-24T09:00:00Z INF Retrying connection in up to 2s')).toBeNull();
  });

  it('is given a list of arguments with a configuration of its own', () => {
    expect(list(target)).toEqual(
      'tunnel --config /data/tunnel/cloudflared.yml --no-autoupdate --grace-period 1s --url http://127.0.0.1:4321'.split(
        ' ',
      ),
    );
  });
});

describe('ngrok', () => {
  const { read, arguments: list } = TUNNEL_KINDS.ngrok;
  const started = {
    addr: 'http://127.0.0.1:4321',
    lvl: 'info',
    msg: 'started tunnel',
    name: 'command_line',
    obj: 'tunnels',
    url: 'https://04eb-2402.ngrok-free.app',
  };

  it('finds the address of the tunnel that leads to this port', () => {
    expect(read(JSON.stringify(started), target)).toEqual({ kind: 'address', address: started.url });
    for (const line of [
      JSON.stringify({ ...started, addr: 'http://127.0.0.1:80' }),
      JSON.stringify({ ...started, msg: 'client session established' }),
      JSON.stringify({ ...started, url: 7 }),
      JSON.stringify({ ...started, url: `https://${'a'.repeat(400)}` }),
      'null',
      '[]',
      '{"lvl":',
      '',
    ])
      expect(read(line, target)).toBeNull();
  });

  it.each([
    ['ERR_NGROK_4018', 'tunnel.signIn'],
    ['ERR_NGROK_107', 'tunnel.signIn'],
    ['ERR_NGROK_108', 'tunnel.inUse'],
    ['ERR_NGROK_121', 'tunnel.ended'],
  ])('%s is %s, and the token it may have written stays out', (reason, code) => {
    const said = read(
      JSON.stringify({ lvl: 'eror', msg: 'failed', err: `Your authtoken: 2abcSECRET\n\n${reason}\n` }),
      target,
    );
    expect(said).toMatchObject({ kind: 'trouble', error: { code, facts: { program: 'ngrok', reason } } });
    expect(JSON.stringify(said)).not.toContain('SECRET');
  });

  it('is given a list of arguments', () => {
    expect(list(target)).toEqual(['http', 'http://127.0.0.1:4321', '--log=stdout', '--log-format=json']);
  });
});

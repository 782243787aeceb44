import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';

/** What a test wants of the next starts. */
export interface StandInPlan {
  /** Where the tunnel can be reached "from outside"; each start takes the next one, as a quick tunnel does. */
  readonly edges: readonly number[];
  readonly trouble?: 'signIn' | 'rateLimited';
}

export interface StandInStart {
  readonly program: string;
  readonly pid: number;
  readonly args: readonly string[];
  readonly environment: readonly string[];
}

export const PLAN_FILE = 'plan.json';
export const STARTS_FILE = 'starts.jsonl';

const CLOUDFLARED_FLAGS = new Set(['--config', '--grace-period', '--url']);

/** Speaks on its outputs as the real programs do, and really forwards HTTP with the headers they add. */
export function runStandIn(program: string, folder: string): void {
  // The real ones go on when nobody reads what they say any more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const args = process.argv.slice(2);
  const starts = join(folder, STARTS_FILE);
  const count = existsSync(starts) ? readFileSync(starts, 'utf8').split('\n').length - 1 : 0;
  const start: StandInStart = {
    program,
    pid: process.pid,
    args,
    environment: Object.keys(process.env).sort(),
  };
  appendFileSync(starts, `${JSON.stringify(start)}\n`);
  const plan = JSON.parse(readFileSync(join(folder, PLAN_FILE), 'utf8')) as StandInPlan;
  const edge = plan.edges[count % plan.edges.length] ?? 0;
  if (program === 'cloudflared') cloudflared(args, edge, plan);
  else ngrok(args, edge, plan);
}

function cloudflared(args: readonly string[], edge: number, { trouble }: StandInPlan): void {
  const line = (text: string, level = 'INF') =>
    process.stderr.write(`${new Date().toISOString().slice(0, 19)}Z ${level} ${text}\n`);
  const flags = new Map<string, string>();
  const rest = args[0] === 'tunnel' ? args.slice(1) : fail('No help topic');
  for (let at = 0; at < rest.length; at += 1) {
    const name = rest[at] ?? '';
    if (name === '--no-autoupdate') continue;
    if (!CLOUDFLARED_FLAGS.has(name)) fail(`Incorrect Usage: flag provided but not defined: ${name}`);
    at += 1;
    flags.set(name, rest[at] ?? '');
  }
  readFileSync(flags.get('--config') ?? fail('no config'), 'utf8');
  line(
    'Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment (https://www.cloudflare.com/website-terms/).',
  );
  line('Requesting new quick Tunnel on trycloudflare.com...');
  if (trouble === 'rateLimited') {
    line(
      'Error unmarshaling QuickTunnel response: error code: 1015 error="invalid character \'e\'" status_code="429 Too Many Requests"',
      'ERR',
    );
    fail("failed to unmarshal quick Tunnel: invalid character 'e' looking for beginning of value");
  }
  forward(
    edge,
    flags.get('--url') ?? '',
    { 'cf-connecting-ip': '203.0.113.9', 'cdn-loop': 'cloudflare', 'cf-ray': '8f-IST' },
    () => {
      const said = [
        'Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):',
        `http://127.0.0.1:${edge}`,
      ];
      const width = Math.max(...said.map((text) => text.length));
      line(`+${'-'.repeat(width + 4)}+`);
      for (const text of said) line(`|  ${text.padEnd(width)}  |`);
      line(`+${'-'.repeat(width + 4)}+`);
      line('Version 2026.9.1 (Checksum 0)');
      line('Generated Connector ID: 6d2bd3a1-45f4-44fa-8d13-0bcb4fd4ac5a');
      line('Starting metrics server on 127.0.0.1:20241/metrics');
      line(
        'Registered tunnel connection connIndex=0 connection=6d2bd3a1-45f4-44fa-8d13-0bcb4fd4ac5a event=0 ip=198.41.200.193 location=ist01 protocol=quic',
      );
    },
  );
}

function ngrok(args: readonly string[], edge: number, { trouble }: StandInPlan): void {
  const line = (content: object) =>
    process.stdout.write(`${JSON.stringify({ t: new Date().toISOString(), ...content })}\n`);
  const [command, target = '', ...flags] = args;
  if (command !== 'http' || flags.some((flag) => !/^--log(-format)?=/.test(flag)))
    fail('ERROR:  unknown flag');
  line({ lvl: 'info', msg: 'open config file', path: '/home/u/.config/ngrok/ngrok.yml', err: null });
  line({ lvl: 'info', msg: 'starting web service', obj: 'web', addr: '127.0.0.1:4040', allow_hosts: [] });
  if (trouble === 'signIn') {
    line({
      lvl: 'eror',
      msg: 'failed to auth session',
      obj: 'tunnels.session',
      err: 'authentication failed: Usage of ngrok requires a verified account and authtoken.\n\nERR_NGROK_4018\n',
    });
    fail(
      'ERROR:  authentication failed: Usage of ngrok requires a verified account and authtoken.\nERROR:  ERR_NGROK_4018',
    );
  }
  forward(edge, target, {}, () => {
    line({ lvl: 'info', msg: 'client session established', obj: 'tunnels.session' });
    line({
      lvl: 'info',
      msg: 'started tunnel',
      obj: 'tunnels',
      name: 'command_line',
      addr: target,
      url: `http://127.0.0.1:${edge}`,
    });
  });
}

/** The edge of the tunnel and its way to the target. */
function forward(edge: number, target: string, added: Record<string, string>, ready: () => void): void {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const headers = {
      ...incoming.headers,
      ...added,
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': incoming.headers.host ?? '',
    };
    const { method, url: path } = incoming;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  server.listen(edge, '127.0.0.1', ready);
  process.once('SIGTERM', () => process.exit(0));
}

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

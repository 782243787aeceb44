import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = '/usr/sbin/nginx';

type Nginx = { readonly program: string } | { readonly missing: string };

/** For the name of a test that cannot run without it. */
export const leftOut = (nginx: Nginx): string => ('missing' in nginx ? ` (left out: ${nginx.missing})` : '');

/** Debian's nginx, installed when this user may; the reason when it cannot be had. */
export function findNginx(): Nginx {
  if (existsSync(PROGRAM)) return { program: PROGRAM };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return { missing: 'nginx is not installed: sudo apt-get install nginx-light' };
  const install = [
    '-o',
    'DPkg::Lock::Timeout=120',
    '-qq',
    '-y',
    '--no-install-recommends',
    'install',
    'nginx-light',
  ];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const before of [[], ['-qq', 'update']]) {
    if (before.length > 0) spawnSync('apt-get', before, { env, timeout: 120_000 });
    spawnSync('apt-get', install, { env, timeout: 180_000 });
    if (existsSync(PROGRAM)) return { program: PROGRAM };
  }
  return { missing: 'nginx could not be installed' };
}

export interface ReverseProxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** A reverse proxy on loopback that adds what tunnels add, in front of another port. */
export async function startNginx(nginx: Nginx, port: number, target: number): Promise<ReverseProxy> {
  if ('missing' in nginx) throw new Error(nginx.missing);
  const folder = await mkdtemp(join(tmpdir(), 'kervan-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n');
  await writeFile(
    join(folder, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
  access_log off;
  client_max_body_size 16m;
  ${temporary}
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://127.0.0.1:${target};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Real-IP 203.0.113.9;
      proxy_set_header X-Forwarded-For "203.0.113.9, $proxy_add_x_forwarded_for";
      proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-Host kervan.example;
      proxy_set_header CF-Connecting-IP 203.0.113.9;
      proxy_set_header CDN-Loop cloudflare;
    }
  }
}
`,
  );
  const child = spawn(nginx.program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await answering(port, child);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}`);
    if (await isOpen(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('nginx does not answer');
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { tunnelProgramSchema } from '../../shared/contract/tunnel';

const recordSchema = z.object({
  pid: z.int().min(2),
  program: tunnelProgramSchema,
  /** Where it leads, as it stands in its command line. */
  origin: z.string(),
});
export type TunnelRecord = z.infer<typeof recordSchema>;

const FILE = 'running.json';
const GOES_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 50;

export function keepRecord(folder: string, record: TunnelRecord): void {
  writeFileSync(join(folder, FILE), JSON.stringify(record), { mode: 0o600 });
}

export function dropRecord(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/**
 * Ends the program that a Kervan which was killed left behind. Its number may belong to somebody else by now: only a process
 * whose command line is that of the tunnel is touched.
 */
export async function endLeftOver(folder: string, platform: NodeJS.Platform): Promise<boolean> {
  const record = readRecord(folder);
  if (record === null) return false;
  const isOurs = isTunnel(record, await commandOf(record.pid, platform), platform);
  if (isOurs) await end(record.pid);
  dropRecord(folder);
  return isOurs;
}

function readRecord(folder: string): TunnelRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Windows tells only the name of a process without a shell. */
export function isTunnel(record: TunnelRecord, command: string, platform: NodeJS.Platform): boolean {
  const isNamed = command.includes(record.program);
  return platform === 'win32' ? isNamed : isNamed && command.includes(record.origin);
}

async function commandOf(pid: number, platform: NodeJS.Platform): Promise<string> {
  if (platform === 'linux')
    return readFile(`/proc/${pid}/cmdline`, 'utf8').then(
      (text) => text.replaceAll('\0', ' '),
      () => '',
    );
  const [program, list] =
    platform === 'win32'
      ? [
          join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'tasklist.exe'),
          ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'],
        ]
      : ['/bin/ps', ['-p', String(pid), '-o', 'command=']];
  return new Promise((resolve) => {
    execFile(program, list, { timeout: 5_000, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    );
  });
}

async function end(pid: number): Promise<void> {
  signal(pid, 'SIGTERM');
  for (let waited = 0; waited < GOES_WITHIN_MS; waited += LOOK_EVERY_MS) {
    if (!signal(pid, 0)) return;
    await wait(LOOK_EVERY_MS);
  }
  signal(pid, 'SIGKILL');
}

/** false = there is no such process (any more). */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

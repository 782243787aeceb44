import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PLAN_FILE, STARTS_FILE, type StandInPlan, type StandInStart } from './stand-in-tunnel';

const STAND_IN = pathToFileURL(join(import.meta.dirname, 'stand-in-tunnel.ts')).href;

export interface StandIns {
  /** To be put before what is on PATH. */
  readonly path: string;
  plan(plan: StandInPlan): void;
  /** Every start so far, the oldest first. */
  starts(): readonly StandInStart[];
  remove(): void;
}

/** Programs that behave as `cloudflared` and `ngrok` do, in a folder of their own. */
export function installStandIns(
  plan: StandInPlan,
  programs: readonly string[] = ['cloudflared', 'ngrok'],
): StandIns {
  const folder = mkdtempSync(join(tmpdir(), 'kervan-tunnels-'));
  for (const program of programs) {
    const script = `#!${process.execPath}\nimport('${STAND_IN}').then(({ runStandIn }) => runStandIn('${program}', __dirname));\n`;
    writeFileSync(join(folder, program), script, { mode: 0o755 });
  }
  const writePlan = (wanted: StandInPlan): void =>
    writeFileSync(join(folder, PLAN_FILE), JSON.stringify(wanted));
  writePlan(plan);
  return {
    path: [folder, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    plan: writePlan,
    starts() {
      const file = join(folder, STARTS_FILE);
      if (!existsSync(file)) return [];
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line) as StandInStart);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

import { _electron, type Page } from '@playwright/test';
import { treeMemoryMib } from './process-memory';

export interface Start {
  /** From the launch until a person can use the window. */
  readonly ms: number;
  /** Main process, window, GPU and helpers, once the window has been idle. */
  readonly memoryMib: number;
}

const WINDOW_MS = 60_000;
/** Readings that have to agree before memory counts as settled. */
const SETTLED_READINGS = 4;
const READING_MS = 500;

/** Starts an app, waits until `usable` says so, reads its memory when it no longer moves, and ends it. */
export async function startOnce(options: {
  readonly app: string;
  readonly environment: Readonly<Record<string, string>>;
  usable(page: Page): Promise<unknown>;
}): Promise<Start> {
  const executablePath = process.env.KERVAN_ELECTRON;
  if (executablePath === undefined) throw new Error('Run this with: npm run bench');
  const flags = (process.env.KERVAN_ELECTRON_FLAGS ?? '').split(' ').filter(Boolean);
  const environment = Object.fromEntries(
    Object.entries({ ...process.env, ...options.environment }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'NODE_OPTIONS',
    ),
  );
  const began = performance.now();
  const app = await _electron.launch({
    executablePath,
    args: [...flags, options.app],
    env: environment,
    timeout: WINDOW_MS,
  });
  try {
    const page = await app.firstWindow({ timeout: WINDOW_MS });
    await options.usable(page);
    const ms = performance.now() - began;
    return { ms, memoryMib: await settledMemory(app.process().pid ?? 0) };
  } finally {
    app.process().kill('SIGKILL');
  }
}

async function settledMemory(pid: number): Promise<number> {
  let readings: number[] = [];
  for (;;) {
    readings = [...readings, treeMemoryMib(pid)].slice(-SETTLED_READINGS);
    const spread = Math.max(...readings) - Math.min(...readings);
    if (readings.length === SETTLED_READINGS && spread < 3) return readings.at(-1) ?? 0;
    await new Promise((resolve) => setTimeout(resolve, READING_MS));
  }
}

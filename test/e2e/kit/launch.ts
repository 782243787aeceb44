import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { clearNotifications } from './notifications';

const PROJECT = resolve(import.meta.dirname, '../../..');
const WINDOW_MS = 60_000;
const CLOSE_MS = 10_000;

export interface LaunchOptions {
  /** Where Kervan keeps its data: one folder per test, the same one to test a restart. */
  dataFolder: string;
  /** More environment, such as KERVAN_ALLOW_HOSTS; undefined takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
  /** More command line, such as '--password-store=basic'; the last of a kind wins. */
  args?: readonly string[];
  /** The language of the desktop, which Kervan follows on its first start. */
  language?: 'tr' | 'en';
}

export interface RunningKervan {
  app: ElectronApplication;
  /** The main window. */
  page: Page;
  /** What the process has written to standard output and standard error so far. */
  output: () => string;
  /** Quits as a merchant does; ends the process when it has not gone after 10 s, and then throws. */
  quit: () => Promise<void>;
  /** Ends the process at once, without a chance to tidy up. */
  kill: () => Promise<void>;
}

function environment({ dataFolder, env = {}, language = 'tr' }: LaunchOptions): Record<string, string> {
  const all: Record<string, string | undefined> = {
    ...process.env,
    KERVAN_DATA_DIR: dataFolder,
    LANGUAGE: language,
    // Tests state what they need: nothing of the surroundings decides.
    ELECTRON_RUN_AS_NODE: undefined,
    NODE_OPTIONS: undefined,
    KERVAN_DEMO_FILE: undefined,
    KERVAN_ALLOW_HOSTS: undefined,
    KERVAN_MASTER_KEY: undefined,
    ...env,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function executable(): string {
  const path = process.env.KERVAN_ELECTRON;
  if (path === undefined) throw new Error('Run the end-to-end tests with: npm test -- --only e2e');
  return path;
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

async function exitWithin(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (hasExited(child)) return true;
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), milliseconds);
    child.once('exit', () => {
      clearTimeout(timer);
      done(true);
    });
  });
}

/**
 * On a display without a graphics card Electron's own graphics process now and then dies while it starts, and the page it was to
 * draw never answers: that is Electron's, not Kervan's, and is tried once more, with a word. Anything else fails at once.
 */
async function launchTwice(options: Parameters<typeof _electron.launch>[0]) {
  try {
    return await _electron.launch({ ...options, timeout: WINDOW_MS });
  } catch (error) {
    const isGraphics = error instanceof Error && /Exiting GPU process/.test(error.message);
    if (!isGraphics) throw error;
    console.warn('Electron’s graphics process died while it started; started once more');
    return _electron.launch({ ...options, timeout: WINDOW_MS });
  }
}

/** Starts the real Electron on the built app and waits for its first window. */
export async function launchKervan(options: LaunchOptions): Promise<RunningKervan> {
  clearNotifications();
  const flags = (process.env.KERVAN_ELECTRON_FLAGS ?? '').split(' ').filter(Boolean);
  const language = options.language ?? 'tr';
  const app = await launchTwice({
    executablePath: executable(),
    args: [...flags, `--lang=${language}`, ...(options.args ?? []), PROJECT],
    cwd: PROJECT,
    env: environment(options),
    // Playwright would hold the window light otherwise, whatever the desktop or the settings say.
    colorScheme: null,
  });
  // Asked once: the app does not tell its process any more after it has gone.
  const child = app.process();
  const written: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk.toString()));
  const output = () => written.join('');

  const kill = async () => {
    if (hasExited(child)) return;
    const gone = exitWithin(child, CLOSE_MS);
    child.kill('SIGKILL');
    await gone;
  };
  const quit = async () => {
    const gone = exitWithin(child, CLOSE_MS);
    // The answer may not arrive, since the process that gives it ends.
    await app.evaluate(({ app: electronApp }) => electronApp.quit()).catch(() => undefined);
    if (await gone) return;
    await kill();
    throw new Error(`Kervan did not quit within ${CLOSE_MS / 1000} s.\n${output()}`);
  };

  try {
    const page = await app.firstWindow({ timeout: WINDOW_MS });
    await page.waitForLoadState('domcontentloaded');
    return { app, page, output, quit, kill };
  } catch (error) {
    await kill();
    throw new Error(`Kervan opened no window.\n${output()}`, { cause: error });
  }
}

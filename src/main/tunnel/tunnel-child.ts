import { type ChildProcess, spawn } from 'node:child_process';
import type { AppError } from '../../shared/errors/app-error';
import { lineReader } from './lines';
import type { Said } from './programs';

export interface TunnelChildOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  read(line: string): Said | null;
  said(said: Said): void;
  /** Told once; the last trouble it spoke of, or how it ended. */
  ended(trouble: AppError | null, how: string): void;
}

/** A tunnel stops taking requests at SIGTERM and goes within a second. */
const GOES_WITHIN_MS = 1_500;

/** One process of a tunnel, from its start to its end. */
export class TunnelChild {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #trouble: AppError | null = null;
  /** Whatever way Kervan ends by itself, its tunnel goes with it. */
  readonly #kill = (): void => void this.#child.kill('SIGKILL');

  constructor({ file, args, folder, environment, read, said, ended }: TunnelChildOptions) {
    this.#child = spawn(file, args, {
      cwd: folder,
      env: { ...environment },
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    process.once('exit', this.#kill);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      const take = lineReader((line) => {
        const what = read(line);
        if (what?.kind === 'trouble') this.#trouble = what.error;
        if (what !== null) said(what);
      });
      stream?.setEncoding('utf8').on('data', take);
    }
    this.#ended = new Promise((resolve) => {
      let isOver = false;
      const over = (how: string): void => {
        if (isOver) return;
        isOver = true;
        process.removeListener('exit', this.#kill);
        resolve();
        ended(this.#trouble, how);
      };
      this.#child.once('error', (error: NodeJS.ErrnoException) => over(error.code ?? 'spawn'));
      // Not 'exit': what it said last is read before.
      this.#child.once('close', (code, signal) => over(signal ?? `exit ${code ?? 0}`));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.pid === undefined) return;
    this.#child.kill('SIGTERM');
    const hard = setTimeout(this.#kill, GOES_WITHIN_MS);
    await this.#ended;
    clearTimeout(hard);
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TunnelProgram, TunnelView } from '../../shared/contract/tunnel';
import { AppError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';
import { childEnvironment } from './child-environment';
import { findProgram, isProgramFile } from './find-program';
import { dropRecord, endLeftOver, keepRecord } from './left-over';
import { originOf, type Said, TUNNEL_KINDS, type TunnelTarget } from './programs';
import { TunnelChild } from './tunnel-child';

export interface TunnelOptions {
  /** For its configuration and the number of its process. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** An address leads to the port from now on; the same one again after a restart of the program. */
  opened(address: string): void;
  /** The program ended by itself: its address leads nowhere. */
  closed(): void;
  changed(): void;
  readonly now: () => number;
  readonly log: Log;
  readonly pausesMs?: readonly number[];
}

interface Wanted {
  readonly program: TunnelProgram;
  readonly port: number;
}

type State =
  | { readonly kind: 'off' | 'missing' }
  | { readonly kind: 'starting' | 'running'; readonly since: number; readonly address: string | null }
  | { readonly kind: 'waiting'; readonly error: AppError; readonly nextTryAt: number };

/** Quick tunnels are given out by number and time: who asks too often is refused for longer. */
const PAUSES_MS = [1_000, 3_000, 10_000, 30_000, 60_000, 300_000];
/** After that long a tunnel counts as one that works, and its next end as the first. */
const WORKED_MS = 60_000;
/** An address whose connection is not told of is taken for good after that long. */
const CONNECTS_WITHIN_MS = 15_000;
const CONFIG = 'no-autoupdate: true\n';

/** Starts the program that was chosen, reads its address, and starts it again when it ends. */
export class Tunnel {
  readonly #options: TunnelOptions;
  #wanted: Wanted | null = null;
  #child: TunnelChild | null = null;
  #state: State = { kind: 'off' };
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  /** One start or stop at a time. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: TunnelOptions) {
    this.#options = options;
  }

  view(): TunnelView | null {
    if (this.#wanted === null) return null;
    const { program } = this.#wanted;
    const state = this.#state;
    switch (state.kind) {
      case 'off':
      case 'starting':
      case 'running':
        return {
          program,
          state: state.kind === 'running' ? 'running' : 'starting',
          error: null,
          nextTryAt: null,
        };
      case 'missing':
        return { program, state: 'missing', error: notInstalled(program).toWire(), nextTryAt: null };
      case 'waiting':
        return { program, state: 'waiting', error: state.error.toWire(), nextTryAt: state.nextTryAt };
    }
  }

  find(program: TunnelProgram): string | null {
    const { environment, platform } = this.#options;
    return findProgram(program, { environment, platform, isProgram: isProgramFile });
  }

  /** Ends what a killed Kervan left behind; once, before the first start. */
  tidy(): Promise<void> {
    return this.#inTurn(async () => {
      const { folder, platform, log } = this.#options;
      if (await endLeftOver(folder, platform)) log.info('tunnel of a session before ended');
    });
  }

  /** Leads to this port from now on; what leads there already is left alone. */
  start(program: TunnelProgram, port: number): Promise<void> {
    return this.#inTurn(async () => {
      const isSame = this.#wanted?.program === program && this.#wanted.port === port;
      if (isSame && this.#child !== null) return;
      await this.#end();
      this.#failures = 0;
      this.#wanted = { program, port };
      this.#launch();
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      this.#wanted = null;
      await this.#end();
      this.#set({ kind: 'off' });
    });
  }

  /** Its address leads nowhere though it runs, or a person does not want to wait. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#wanted === null) return;
      await this.#end();
      this.#launch();
    });
  }

  /** Installed meanwhile? */
  look(): void {
    if (this.#state.kind === 'missing' && this.#wanted !== null && this.find(this.#wanted.program) !== null)
      void this.restart();
  }

  #launch(): void {
    const wanted = this.#wanted;
    if (wanted === null) return;
    const { folder, environment, log, now } = this.#options;
    const file = this.find(wanted.program);
    if (file === null) {
      this.#set({ kind: 'missing' });
      return;
    }
    const kind = TUNNEL_KINDS[wanted.program];
    const target: TunnelTarget = { port: wanted.port, configFile: join(folder, 'cloudflared.yml') };
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(target.configFile, CONFIG, { mode: 0o600 });
    this.#set({ kind: 'starting', since: now(), address: null });
    const child: TunnelChild = new TunnelChild({
      ...{ file, folder, args: kind.arguments(target), environment: childEnvironment(environment) },
      read: (line) => kind.read(line, target),
      said: (said) => {
        if (this.#child === child) this.#said(wanted.program, said);
      },
      ended: (trouble, how) => {
        if (this.#child === child) this.#ended(wanted.program, trouble, how);
      },
    });
    this.#child = child;
    log.info('tunnel started', { program: wanted.program, port: wanted.port });
    if (child.pid !== undefined)
      keepRecord(folder, { pid: child.pid, program: wanted.program, origin: originOf(target) });
  }

  #said(program: TunnelProgram, said: Said): void {
    const state = this.#state;
    if (state.kind !== 'starting') return;
    if (said.kind === 'address') {
      this.#state = { ...state, address: said.address };
      clearTimeout(this.#timer);
      // ngrok tells of an address that is open; cloudflared of one whose connection still has to be made.
      if (program === 'ngrok') this.#open();
      else this.#timer = setTimeout(() => this.#open(), CONNECTS_WITHIN_MS);
    } else if (said.kind === 'connected') this.#open();
  }

  #open(): void {
    const state = this.#state;
    if (state.kind !== 'starting' || state.address === null) return;
    clearTimeout(this.#timer);
    this.#set({ ...state, kind: 'running' });
    this.#options.opened(state.address);
  }

  #ended(program: TunnelProgram, trouble: AppError | null, how: string): void {
    const { folder, log, now, pausesMs = PAUSES_MS, closed } = this.#options;
    const state = this.#state;
    this.#child = null;
    clearTimeout(this.#timer);
    dropRecord(folder);
    const error = trouble ?? new AppError('tunnel.ended', { facts: { program, reason: how } });
    const hasWorked = state.kind === 'running' && now() - state.since > WORKED_MS;
    this.#failures = hasWorked ? 1 : this.#failures + 1;
    const pause = pausesMs[Math.min(this.#failures, pausesMs.length) - 1] ?? 0;
    log.warn('tunnel ended', { program, how, code: error.code, facts: error.facts });
    this.#set({ kind: 'waiting', error, nextTryAt: now() + pause });
    this.#timer = setTimeout(() => void this.restart(), pause);
    this.#timer.unref();
    if (state.kind === 'running') closed();
  }

  async #end(): Promise<void> {
    clearTimeout(this.#timer);
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    await child.stop();
    dropRecord(this.#options.folder);
  }

  #set(state: State): void {
    this.#state = state;
    this.#options.changed();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function notInstalled(program: TunnelProgram): AppError {
  return new AppError('tunnel.notInstalled', { facts: { program } });
}

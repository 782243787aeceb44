import { setTimeout as wait } from 'node:timers/promises';
import {
  type TunnelChoice,
  type TunnelProgram,
  type TunnelView,
  tunnelProgramSchema,
} from '../../shared/contract/tunnel';
import type { WayIn } from '../../shared/contract/webhooks';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { Database } from '../database';
import type { Log } from '../log/log';
import { Tunnel, type TunnelOptions } from '../tunnel/tunnel';
import type { WebhookWay } from './webhook-way';

export interface WebhookTunnelOptions extends Pick<TunnelOptions, 'folder' | 'environment' | 'platform'> {
  readonly database: Pick<Database, 'meta' | 'write'>;
  readonly way: Pick<WebhookWay, 'view' | 'listen' | 'setAddress' | 'check'>;
  /** The tunnel's address was found to lead here. */
  proven(): void;
  changed(): void;
  readonly now: () => number;
  readonly log: Log;
}

const PROGRAM = 'webhooks.tunnel';
/** A new address is not known everywhere at once. */
const TRIES_AFTER_MS = [0, 2_000, 4_000, 8_000, 15_000, 30_000];
/** An address that leads nowhere for so long though its program runs is given up for a new one. */
const LOST_FOR_MS = 5 * 60_000;

/** The program that opens the way in: chosen once, kept, started and stopped with Kervan; its address becomes the public one. */
export class WebhookTunnel {
  readonly #options: WebhookTunnelOptions;
  readonly #tunnel: Tunnel;
  #leading: AbortController | null = null;
  #lostSince: number | null = null;

  constructor(options: WebhookTunnelOptions) {
    this.#options = options;
    const { folder, environment, platform, changed, now, log } = options;
    this.#tunnel = new Tunnel({
      ...{ folder, environment, platform, changed, now, log },
      opened: (address) => void this.#lead(address),
      closed: () => void this.#closed(),
    });
  }

  view(): TunnelView | null {
    return this.#tunnel.view();
  }

  choices(): readonly TunnelChoice[] {
    return tunnelProgramSchema.options.map((program) => ({ program, path: this.#tunnel.find(program) }));
  }

  /** Its address is not known yet: nothing to be said about the one of before. */
  get isOpening(): boolean {
    return this.#tunnel.view()?.state === 'starting';
  }

  async start(): Promise<void> {
    await this.#tunnel.tidy();
    const program = this.#kept();
    if (program === null) return;
    const { port } = await this.#options.way.listen();
    if (port !== null) await this.#tunnel.start(program, port);
  }

  /** null = no program; an address it had given is gone then. */
  async choose(program: TunnelProgram | null): Promise<WayIn> {
    const { database, way } = this.#options;
    if (program === null) {
      if (this.#kept() === null) return way.view();
      this.#leading?.abort();
      database.write((tx) => tx.meta.remove(PROGRAM));
      await this.#tunnel.stop();
      return way.setAddress(null);
    }
    if (this.#tunnel.find(program) === null)
      throw new AppError('tunnel.notInstalled', { facts: { program } });
    const { port } = await way.listen();
    database.write((tx) => tx.meta.set(PROGRAM, program));
    const isAgain = this.#tunnel.view()?.program === program && this.#tunnel.view()?.state === 'waiting';
    if (isAgain) await this.#tunnel.restart();
    else if (port !== null) await this.#tunnel.start(program, port);
    return way.view();
  }

  /** The listener has another port now. */
  async follow(): Promise<void> {
    const program = this.#kept();
    const { port } = this.#options.way.view();
    if (program !== null && port !== null) await this.#tunnel.start(program, port);
  }

  /** The address was tried: `works` or not. */
  async checked(works: boolean): Promise<void> {
    const now = this.#options.now();
    this.#tunnel.look();
    if (works || this.#tunnel.view()?.state !== 'running') {
      this.#lostSince = null;
      return;
    }
    this.#lostSince ??= now;
    if (now - this.#lostSince < LOST_FOR_MS) return;
    this.#lostSince = null;
    this.#options.log.warn('tunnel leads nowhere, started again');
    await this.#tunnel.restart();
  }

  /** The computer was asleep or without a network: a pause that was meant for a trouble is over. */
  wake(): void {
    if (this.#tunnel.view()?.state === 'waiting') void this.#tunnel.restart();
  }

  stop(): Promise<void> {
    this.#leading?.abort();
    return this.#tunnel.stop();
  }

  /** Makes it the public address as soon as it is reached from outside. */
  async #lead(address: string): Promise<void> {
    const { way, proven, log } = this.#options;
    this.#leading?.abort();
    const leading = new AbortController();
    this.#leading = leading;
    const { signal } = leading;
    try {
      for (const pause of TRIES_AFTER_MS) {
        await wait(pause, undefined, { signal, ref: false });
        const { checkError } = await way.setAddress(address);
        if (signal.aborted) return;
        if (checkError === null) return proven();
      }
    } catch (thrown) {
      if (!signal.aborted) log.warn('address of the tunnel not taken', { code: toAppError(thrown).code });
    }
  }

  async #closed(): Promise<void> {
    this.#leading?.abort();
    await this.#options.way.check().catch(() => undefined);
  }

  #kept(): TunnelProgram | null {
    const parsed = tunnelProgramSchema.safeParse(this.#options.database.meta.get(PROGRAM));
    return parsed.success ? parsed.data : null;
  }
}

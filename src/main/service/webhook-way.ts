import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TunnelView } from '../../shared/contract/tunnel';
import type { WayIn } from '../../shared/contract/webhooks';
import { AppError, toAppError, type WireError, wireErrorSchema } from '../../shared/errors/app-error';
import type { Database } from '../database';
import { createHttpClient, type HttpClient } from '../http';
import type { Log } from '../log/log';
import { readAddress } from '../webhooks/address';
import type { Listener } from '../webhooks/listener';
import type { Probes } from '../webhooks/probes';

export interface WebhookWayOptions {
  readonly database: Pick<Database, 'meta' | 'write'>;
  readonly allowHosts: readonly string[];
  isAllowed(url: URL): boolean;
  readonly probes: Probes;
  listen(port: number): Promise<Listener>;
  /** The program that opens the way, when Kervan was asked to start one. */
  tunnel(): TunnelView | null;
  /** The way in is another than before. */
  changed(): void;
  readonly now: () => number;
  readonly log: Log;
}

const PORT = 'webhooks.port';
const ADDRESS = 'webhooks.address';
const CHECK_TIMEOUT_MS = 15_000;

const addressSchema = z.object({
  address: z.string(),
  checkedAt: z.number().nullable(),
  checkError: wireErrorSchema.nullable(),
});
type StoredAddress = z.infer<typeof addressSchema>;

/** The port this computer listens on and the public address that leads there; both are kept over a restart. */
export class WebhookWay {
  readonly #options: WebhookWayOptions;
  readonly #http: HttpClient;
  #listener: Listener | null = null;
  #listenError: WireError | null = null;
  #checking: Promise<WayIn> | null = null;

  constructor(options: WebhookWayOptions) {
    this.#options = options;
    this.#http = createHttpClient({ policy: { allowHosts: options.allowHosts }, environment: process.env });
  }

  view(): WayIn {
    const stored = this.#stored();
    return {
      port: this.#listener?.port ?? this.#keptPort(),
      listening: this.#listener !== null,
      listenError: this.#listenError,
      address: stored?.address ?? null,
      checkedAt: stored?.checkedAt ?? null,
      checkError: stored?.checkError ?? null,
      tunnel: this.#options.tunnel(),
    };
  }

  /** The public address that was found to lead here, or null. */
  provenAddress(): string | null {
    const stored = this.#stored();
    return stored !== null && stored.checkedAt !== null && stored.checkError === null ? stored.address : null;
  }

  /** A port was chosen before: listens there again. A taken port is shown, never exchanged: a tunnel leads to it. */
  async start(): Promise<void> {
    if (this.#keptPort() === null || this.#listener !== null) return;
    await this.listen().catch((error: unknown) =>
      this.#options.log.warn('webhook listener not started', { error: toAppError(error).toWire() }),
    );
  }

  async listen(port?: number): Promise<WayIn> {
    if (this.#listener !== null && (port === undefined || port === this.#listener.port)) return this.view();
    try {
      const listener = await this.#options.listen(port ?? this.#keptPort() ?? 0);
      const before = this.#listener;
      this.#listener = listener;
      this.#listenError = null;
      this.#options.database.write((tx) => tx.meta.set(PORT, String(listener.port)));
      this.#options.log.info('webhook listener', { port: listener.port });
      await before?.close();
    } catch (thrown) {
      if (this.#listener === null) this.#listenError = toAppError(thrown).toWire();
      throw thrown;
    } finally {
      this.#options.changed();
    }
    return this.view();
  }

  async setAddress(typed: string | null): Promise<WayIn> {
    if (typed === null) {
      this.#options.database.write((tx) => tx.meta.remove(ADDRESS));
      this.#options.changed();
      return this.view();
    }
    const address = readAddress(typed, (url) => this.#options.isAllowed(url));
    await this.listen();
    this.#keep({ address, checkedAt: null, checkError: null });
    return this.check();
  }

  /** Calls a path that exists for this question only, through the public address, and compares what comes back. */
  check(): Promise<WayIn> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  async #check(): Promise<WayIn> {
    const stored = this.#stored();
    if (stored === null) throw new AppError('hook.noAddress');
    await this.listen();
    const checkError = await this.#tryAddress(stored.address);
    // Another address was set meanwhile: this answer is about nothing.
    if (this.#stored()?.address === stored.address)
      this.#keep({ address: stored.address, checkedAt: this.#options.now(), checkError });
    return this.view();
  }

  async #tryAddress(address: string): Promise<WireError | null> {
    const probe = this.#options.probes.open();
    const question = randomBytes(32).toString('base64url');
    const port = this.#listener?.port ?? 0;
    try {
      const answer = await this.#http.send({
        method: 'POST',
        url: new URL(address + probe.path),
        headers: { 'content-type': 'text/plain' },
        body: question,
        origins: [address],
        timeoutMs: CHECK_TIMEOUT_MS,
        maxBytes: 65_536,
        signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
      });
      if (answer.status === 200 && answer.text === probe.answer(Buffer.from(question))) return null;
      return new AppError('hook.addressElsewhere', {
        facts: { url: address, status: answer.status, port },
      }).toWire();
    } catch (thrown) {
      const { code } = toAppError(thrown);
      return new AppError('hook.addressUnreachable', { facts: { url: address, reason: code } }).toWire();
    } finally {
      this.#options.probes.close(probe);
    }
  }

  async stop(): Promise<void> {
    await this.#listener?.close();
    this.#listener = null;
    await this.#http.close();
  }

  #keptPort(): number | null {
    const port = Number(this.#options.database.meta.get(PORT) ?? 0);
    return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : null;
  }

  #stored(): StoredAddress | null {
    const text = this.#options.database.meta.get(ADDRESS);
    if (text === null) return null;
    try {
      return addressSchema.parse(JSON.parse(text));
    } catch {
      // What cannot be read is asked for again.
      return null;
    }
  }

  #keep(stored: StoredAddress): void {
    this.#options.database.write((tx) => tx.meta.set(ADDRESS, JSON.stringify(stored)));
    this.#options.changed();
  }
}

import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Database, NewDelivery, WriteTransaction } from '../database';

export interface InboxQueueOptions {
  readonly database: Pick<Database, 'write'>;
  readonly now: () => number;
  /** Deliveries are on disk. */
  arrived(): void;
  /** So many deliveries of a connection did not prove themselves; told at most once a second. */
  refused(connectionId: ConnectionId, count: number): void;
  failed(error: unknown): void;
}

interface Waiting {
  readonly delivery: NewDelivery;
  resolve(): void;
  reject(error: unknown): void;
}

/** So many rows take a few milliseconds; what came meanwhile goes into the next transaction. */
const ROWS_AT_ONCE = 200;
const REFUSED_EVERY_MS = 1000;
const HOUR_MS = 3_600_000;

/** Puts deliveries that arrive together on disk together: one transaction, one flush of the disk, then all are answered. */
export class InboxQueue {
  readonly #options: InboxQueueOptions;
  #waiting: Waiting[] = [];
  #turn: NodeJS.Immediate | null = null;
  readonly #refused = new Map<ConnectionId, number>();
  #refusedTimer: NodeJS.Timeout | null = null;

  constructor(options: InboxQueueOptions) {
    this.#options = options;
  }

  /** Resolves when it is on disk. */
  add(delivery: NewDelivery): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ delivery, resolve, reject });
      this.#turn ??= setImmediate(() => this.#write());
    });
  }

  refuse(connectionId: ConnectionId): void {
    this.#refused.set(connectionId, (this.#refused.get(connectionId) ?? 0) + 1);
    this.#refusedTimer ??= setTimeout(() => this.#writeRefused(), REFUSED_EVERY_MS);
    this.#refusedTimer.unref();
  }

  /** Writes what is left; nothing may be added afterwards. */
  close(): void {
    if (this.#turn !== null) clearImmediate(this.#turn);
    while (this.#waiting.length > 0) this.#write();
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#writeRefused();
  }

  #write(): void {
    this.#turn = null;
    const rows = this.#waiting.splice(0, ROWS_AT_ONCE);
    if (this.#waiting.length > 0) this.#turn = setImmediate(() => this.#write());
    if (!this.#tryAll(rows)) for (const one of rows) this.#tryAll([one]);
    this.#options.arrived();
  }

  /** False = try them one by one: a row that cannot be stored (its connection was just deleted) must not keep the others out. */
  #tryAll(rows: readonly Waiting[]): boolean {
    try {
      this.#options.database.write((tx) => {
        for (const { delivery } of rows) tx.inbox.receive(delivery);
      });
    } catch (error) {
      if (rows.length > 1) return false;
      for (const one of rows) one.reject(error);
      return true;
    }
    for (const one of rows) one.resolve();
    return true;
  }

  #writeRefused(): void {
    if (this.#refusedTimer !== null) clearTimeout(this.#refusedTimer);
    this.#refusedTimer = null;
    const counts = [...this.#refused];
    this.#refused.clear();
    for (const [connectionId, count] of counts) {
      try {
        this.#options.database.write((tx) => this.#note(tx, connectionId, count));
        this.#options.refused(connectionId, count);
      } catch (error) {
        this.#options.failed(error);
      }
    }
  }

  #note(tx: WriteTransaction, connectionId: ConnectionId, count: number): void {
    if (tx.endpoints.find(connectionId) === null) return;
    const hour = Math.floor(this.#options.now() / HOUR_MS);
    tx.inbox.refuse(connectionId, hour, count, new AppError('hook.badSignature').toWire());
  }
}

import { statSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { type Backup, type BackupOptions, createBackup, forgetInBackups } from './backup';
import { databasePath, diskFacts } from './database-files';
import type { FolderLock } from './folder-lock';
import { PageHold } from './page-hold';
import { ProblemsReader } from './problem-rows';
import { QuarantineReader } from './quarantine-rows';
import { PreviewReader } from './read/preview-reader';
import { RunsReader } from './run-rows';
import { toDatabaseError } from './sqlite-error';
import type { Stamp } from './stamp';
import { Turns } from './turns';
import { typed } from './typed';
import { AnswersReader, AnswersWriter } from './write/answers-writer';
import { BatchesReader, BatchesWriter } from './write/batches-writer';
import { ConnectionsReader, ConnectionsWriter } from './write/connections-writer';
import { CursorsReader, CursorsWriter } from './write/cursors-writer';
import { EndpointsReader, EndpointsWriter } from './write/endpoints-writer';
import { Eraser } from './write/eraser';
import { InboxReader, InboxWriter } from './write/inbox-writer';
import { LineStockWriter } from './write/line-stock-writer';
import { MatchesReader, MatchesWriter } from './write/matches-writer';
import { MetaReader, MetaWriter } from './write/meta-writer';
import { OrderDocuments } from './write/order-documents';
import { OrderEventsReader, OrderEventsWriter } from './write/order-events-writer';
import { OrdersWriter } from './write/orders-writer';
import { ProblemsWriter } from './write/problems-writer';
import { ProductsWriter } from './write/products-writer';
import { QuarantineWriter } from './write/quarantine-writer';
import { RulesReader, RulesWriter } from './write/rules-writer';
import { RunsWriter } from './write/runs-writer';
import { SecretsReader, SecretsWriter } from './write/secrets-writer';
import { SendsReader, SendsWriter } from './write/sends-writer';
import { StockReader, StockWriter } from './write/stock-writer';
import { TokensReader, TokensWriter } from './write/tokens-writer';
import { ValuesReader, ValuesWriter } from './write/values-writer';
import { VariantsReader, VariantsWriter } from './write/variants-writer';

/** What may be changed, all in the one transaction this was handed to; unusable afterwards. */
export interface WriteTransaction {
  /** Change time of everything this transaction changes. */
  stamp(): Stamp;
  readonly connections: ConnectionsWriter;
  readonly runs: RunsWriter;
  readonly cursors: CursorsWriter;
  readonly products: ProductsWriter;
  readonly orders: OrdersWriter;
  readonly orderEvents: OrderEventsWriter;
  readonly quarantine: QuarantineWriter;
  readonly problems: ProblemsWriter;
  readonly secrets: SecretsWriter;
  readonly tokens: TokensWriter;
  readonly answers: AnswersWriter;
  readonly meta: MetaWriter;
  readonly variants: VariantsWriter;
  readonly stock: StockWriter;
  readonly lineStock: LineStockWriter;
  readonly matches: MatchesWriter;
  readonly rules: RulesWriter;
  readonly batches: BatchesWriter;
  readonly values: ValuesWriter;
  readonly sends: SendsWriter;
  readonly endpoints: EndpointsWriter;
  readonly inbox: InboxWriter;
  readonly eraser: Eraser;
}

interface DatabaseParts {
  readonly connection: Sqlite.Database;
  readonly lock: FolderLock;
  readonly dataDir: string;
  readonly nativeBinding?: string;
  readonly now: () => number;
}

/**
 * The one writing connection of the process, with small reads that need no worker. Large reads (grids, search, export) go
 * through createReader.
 */
export class Database {
  readonly dataDir: string;
  readonly connections: ConnectionsReader;
  readonly runs: RunsReader;
  readonly cursors: CursorsReader;
  readonly orders: OrderDocuments;
  readonly orderEvents: OrderEventsReader;
  readonly problems: ProblemsReader;
  readonly quarantine: QuarantineReader;
  readonly secrets: SecretsReader;
  readonly tokens: TokensReader;
  readonly answers: AnswersReader;
  readonly meta: MetaReader;
  readonly variants: VariantsReader;
  readonly stock: StockReader;
  readonly matches: MatchesReader;
  readonly rules: RulesReader;
  readonly preview: PreviewReader;
  readonly batches: BatchesReader;
  readonly values: ValuesReader;
  readonly sends: SendsReader;
  readonly endpoints: EndpointsReader;
  readonly inbox: InboxReader;
  readonly #parts: DatabaseParts;
  readonly #transaction: WriteTransaction;
  /** Connections whose values were queued by the transaction that just ended; told after it is on disk. */
  onQueued: (connectionIds: ReadonlySet<ConnectionId>) => void = () => undefined;
  /** Values are left to be computed (see ValuesWriter.computeLater); told after the transaction is on disk. */
  onComputeLater: () => void = () => undefined;
  readonly #turns = new Turns();
  readonly #pageHold = new PageHold();
  #isPageMode = false;
  #queued = new Set<ConnectionId>();
  #later = false;
  #lastStamp: Stamp;
  #current: { stamp: Stamp | null } | null = null;

  /** Made by openDatabase. */
  constructor(parts: DatabaseParts) {
    this.#parts = parts;
    this.dataDir = parts.dataDir;
    const { connection } = parts;
    const small = typed(connection);
    this.connections = new ConnectionsReader(small);
    this.runs = new RunsReader(small);
    this.cursors = new CursorsReader(small);
    this.orders = new OrderDocuments(connection);
    this.orderEvents = new OrderEventsReader(connection);
    this.problems = new ProblemsReader(small);
    this.quarantine = new QuarantineReader(small);
    this.secrets = new SecretsReader(small);
    this.tokens = new TokensReader(small);
    this.answers = new AnswersReader(small);
    this.meta = new MetaReader(small);
    this.variants = new VariantsReader(connection, small);
    this.stock = new StockReader(small);
    this.matches = new MatchesReader(connection);
    this.rules = new RulesReader(connection);
    this.preview = new PreviewReader(connection);
    this.batches = new BatchesReader(small);
    this.values = new ValuesReader(connection);
    this.sends = new SendsReader(small);
    this.endpoints = new EndpointsReader(small);
    this.inbox = new InboxReader(connection);
    const stamp = () => this.#stamp();
    this.#transaction = {
      stamp,
      connections: new ConnectionsWriter(small, stamp),
      runs: new RunsWriter(small, stamp),
      cursors: new CursorsWriter(small, stamp),
      products: new ProductsWriter(connection, stamp),
      orders: new OrdersWriter(connection, stamp),
      orderEvents: new OrderEventsWriter(connection),
      quarantine: new QuarantineWriter(connection, small, stamp),
      problems: new ProblemsWriter(small, stamp),
      secrets: new SecretsWriter(small, stamp),
      tokens: new TokensWriter(small, stamp),
      answers: new AnswersWriter(small),
      meta: new MetaWriter(small),
      variants: new VariantsWriter(connection, small, stamp),
      stock: new StockWriter(small, stamp),
      lineStock: new LineStockWriter(connection),
      rules: new RulesWriter(connection, stamp),
      matches: new MatchesWriter(connection, stamp),
      batches: new BatchesWriter(small, stamp),
      values: new ValuesWriter(
        connection,
        stamp,
        (id) => void this.#queued.add(id),
        () => {
          this.#later = true;
        },
      ),
      sends: new SendsWriter(small),
      endpoints: new EndpointsWriter(small, stamp),
      inbox: new InboxWriter(connection, stamp),
      eraser: new Eraser(connection),
    };
    this.#lastStamp = newestStamp(connection);
    this.write((tx) => tx.meta.set('endedInOrder', 'no'));
  }

  get path(): string {
    return databasePath(this.dataDir);
  }

  /** Size of the file, without what its log still holds. */
  get bytes(): number {
    const size = (name: string) => Number(this.#parts.connection.pragma(name, { simple: true }));
    return size('page_count') * size('page_size');
  }

  /** Number of the last migration in the file. */
  get version(): number {
    return Number(this.#parts.connection.pragma('user_version', { simple: true }));
  }

  /**
   * Runs the work in one transaction: all of it is on disk when this returns, or none of it when this throws. Synchronous on
   * purpose, so that nothing is awaited inside. Failures of the file come as AppError.
   */
  write<T>(work: (tx: WriteTransaction) => T extends Promise<unknown> ? never : T): T {
    return this.#write(false, work);
  }

  #write<T>(isPage: boolean, work: (tx: WriteTransaction) => T extends Promise<unknown> ? never : T): T {
    if (this.#current !== null)
      throw new AppError('internal.unexpected', { cause: new Error('a transaction inside a transaction') });
    this.#current = { stamp: null };
    this.#queued = new Set();
    this.#later = false;
    try {
      this.#setPageMode(isPage);
      const result = this.#parts.connection.transaction((): T => work(this.#transaction)).immediate();
      if (this.#queued.size > 0) this.onQueued(this.#queued);
      if (this.#later) this.onComputeLater();
      return result;
    } catch (thrown) {
      if (!isFileFailure(thrown)) throw thrown;
      const error = toDatabaseError(thrown, this.path);
      throw error.code === 'disk.full'
        ? new AppError('disk.full', { facts: { ...error.facts, ...diskFacts(this.dataDir) }, cause: thrown })
        : error;
    } finally {
      this.#current = null;
    }
  }

  /** Answers when the next step of a long work may be taken: others may work in between. */
  turn(): Promise<void> {
    return this.#turns.next();
  }

  /** A verified copy in the folder `backups`; work goes on meanwhile. */
  backup(checkCopy?: BackupOptions['checkCopy']): Promise<Backup> {
    return createBackup(this.#parts.connection, this.version, { ...this.#parts, checkCopy });
  }

  /** Takes a deleted connection's secrets out of the backups; answers which could not be opened. */
  forgetInBackups(connectionId: ConnectionId): readonly string[] {
    return forgetInBackups(connectionId, this.#parts);
  }

  /**
   * As `write`, but a power cut may take the last moments back, whole transactions at a time: for pages read from a channel,
   * whose rows and checkpoint go back together and are then read again. Killing the process loses nothing.
   */
  writePage<T>(work: (tx: WriteTransaction) => T extends Promise<unknown> ? never : T): T {
    return this.#write(true, work);
  }

  /** Set when it changes only: page after page, asking for it would cost more than many a row. */
  #setPageMode(isPageMode: boolean): void {
    if (this.#isPageMode === isPageMode) return;
    this.#parts.connection.pragma(`synchronous = ${isPageMode ? 'NORMAL' : 'FULL'}`);
    this.#isPageMode = isPageMode;
  }

  /** Answers when the next of many pages may be stored. */
  async pageTurn(): Promise<void> {
    await this.#pageHold.over();
    await this.turn();
  }

  /** Pages wait until the returned function is called, for a moment at most. */
  holdPages(): () => void {
    return this.#pageHold.begin();
  }

  /** From now on someone else moves the WAL into the file (see `walBytes`); SQLite no longer does it inside a commit. */
  leaveCheckpoints(): void {
    this.#parts.connection.pragma('wal_autocheckpoint = 0');
  }

  get walBytes(): number {
    return this.#walFacts()?.size ?? 0;
  }

  /** Another one after every commit; null without a WAL. */
  get walWrittenAt(): number | null {
    return this.#walFacts()?.mtimeMs ?? null;
  }

  #walFacts() {
    return statSync(`${this.path}-wal`, { throwIfNoEntry: false });
  }

  /** Moves what the WAL holds into the file and empties it; false when a reader was in the way. */
  checkpoint(): boolean {
    const [result] = this.#parts.connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
    return result?.busy === 0;
  }

  /** Ends in order; may be called again. */
  close(): void {
    const { connection, lock } = this.#parts;
    if (connection.open) {
      try {
        this.write((tx) => tx.meta.set('endedInOrder', 'yes'));
      } finally {
        connection.close();
      }
    }
    lock.release();
  }

  /** Rises with every transaction that asks, also when the clock stands still or is set back. */
  #stamp(): Stamp {
    if (this.#current === null)
      throw new AppError('internal.unexpected', { cause: new Error('a write outside its transaction') });
    if (this.#current.stamp === null) {
      this.#lastStamp = Math.max(this.#parts.now(), this.#lastStamp + 1);
      this.#current.stamp = this.#lastStamp;
    }
    return this.#current.stamp;
  }
}

function newestStamp(connection: Sqlite.Database): Stamp {
  const row = connection
    .prepare<[], { readonly newest: number }>(
      `SELECT max(coalesce((SELECT max(updated_at) FROM listings), 0), coalesce((SELECT max(updated_at) FROM orders), 0),
         coalesce((SELECT max(updated_at) FROM connections), 0), coalesce((SELECT max(updated_at) FROM variants), 0)) AS newest`,
    )
    .get();
  return row?.newest ?? 0;
}

function isFileFailure(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && !(thrown instanceof AppError);
}

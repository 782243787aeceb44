import type { ConnectorDefinition, StreamRecord } from '../../shared/connector/definition';
import type { ProblemId } from '../../shared/domain/ids';
import type { OrderRecord } from '../../shared/domain/order';
import type { ProductStreamRecord } from '../../shared/domain/product';
import type { StreamName, SyncMode } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import {
  type Database,
  forgetSeen,
  type StoredRun,
  type StoredRunStream,
  sweepListings,
  type WriteTransaction,
} from '../database';
import type { ChannelClient, Page, ReadEnd, Wait } from '../engine/types';
import { applyOrderRecords } from '../orders/apply';
import { bookOrders } from '../stock/ledger';
import { settleOversold } from '../stock/oversold';
import { noteReading } from '../stock/shown';
import { refreshWanted } from '../stock/wanted';

export interface StreamRunOptions {
  readonly database: Database;
  readonly client: ChannelClient;
  readonly definition: ConnectorDefinition;
  readonly run: StoredRun;
  readonly stream: StreamName;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** A page was stored. */
  onPage(received: number, written: number): void;
  onWait(): void;
  /** Complaints about stock that a page opened, renewed or settled. */
  onProblems(ids: readonly ProblemId[]): void;
}

export interface StreamRunEnd {
  /** Records that could not be understood. */
  readonly odd: number;
  readonly skipped: readonly string[];
  /** Lists the channel did not know although it should. */
  readonly missing: readonly string[];
}

/**
 * Reads one stream of one connection from its checkpoint to its end. Every page is one transaction: its rows, its quarantined
 * records, its counters and the checkpoint that goes on after it. The cursor moves only with the end of the reading.
 */
export async function runStream(options: StreamRunOptions): Promise<StreamRunEnd> {
  const { database, run, stream, definition } = options;
  const place = startOf(options);
  const end = await readPages(options, place);
  if (place.mode === 'full' && end.sweepable && sweeps(options)) {
    await sweepListings(database, run.connectionId, run.id, () => options.signal.throwIfAborted());
  }
  const odd = database.write((tx) => {
    tx.cursors.save(run.connectionId, stream, {
      cursor: end.cursor,
      definitionVersion: definition.version,
      mode: place.mode,
    });
    return streamOf(tx.runs.get(run.id), stream).odd;
  });
  // Only after the stream that notes what it meets: another stream of the same run may still be noting.
  if (sweeps(options)) await forgetSeen(database, run.id);
  return { odd, skipped: end.skipped, missing: end.missing };
}

interface Place {
  readonly mode: SyncMode;
  readonly cursor: Readonly<Record<string, unknown>> | null;
  readonly checkpoint: Readonly<Record<string, unknown>> | null;
}

/** A stream without a cursor of today's definition is read whole, whatever was asked. */
function startOf({ database, run, stream, definition }: StreamRunOptions): Place {
  const stored = database.cursors.find(run.connectionId, stream);
  const cursor = stored?.definitionVersion === definition.version ? stored.cursor : null;
  return {
    mode: run.mode === 'full' || cursor === null ? 'full' : 'delta',
    cursor,
    checkpoint: streamOf(database.runs.get(run.id), stream).checkpoint,
  };
}

async function readPages(options: StreamRunOptions, place: Place): Promise<ReadEnd> {
  const { client, stream, signal } = options;
  const pages = client.read({ stream, ...place, signal, onWait: noteWaits(options) });
  for (;;) {
    const next = await pages.next();
    if (next.done) return next.value;
    await options.database.pageTurn();
    signal.throwIfAborted();
    storePage(options, place.mode, next.value);
  }
}

function storePage(options: StreamRunOptions, mode: SyncMode, page: Page): void {
  const { database, run, stream } = options;
  const readAt = options.now();
  const notesSeen = mode === 'full' && sweeps(options);
  const store = (tx: WriteTransaction) => {
    const counts = applyRecords(tx, options, page.records, notesSeen, readAt);
    if (page.odd.length > 0) {
      tx.quarantine.add(
        run.connectionId,
        stream,
        run.id,
        page.odd.map((odd) => ({ part: page.part, ...odd })),
      );
    }
    tx.quarantine.understood(run.connectionId, stream, page.part, page.understoodKeys ?? []);
    const { problems: complaints, ...rows } = counts;
    tx.runs.savePage(run.id, stream, {
      part: page.part,
      checkpoint: page.checkpoint,
      totalRecords: page.totalRecords,
      totalPages: page.totalPages,
      received: page.received,
      ...rows,
      odd: page.odd.length,
      calls: page.calls,
    });
    return { written: rows.added + rows.changed + rows.gone, problems: complaints };
  };
  // What orders book is never lost to a power cut: the channels are told stock that follows from it.
  const { written, problems } = stream === 'orders' ? database.write(store) : database.writePage(store);
  options.onPage(page.received, written);
  if (problems.length > 0) options.onProblems(problems);
}

interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly gone: number;
  readonly problems: readonly ProblemId[];
}

function applyRecords(
  tx: WriteTransaction,
  { run, stream }: StreamRunOptions,
  records: readonly StreamRecord[],
  notesSeen: boolean,
  readAt: number,
): Counts {
  switch (stream) {
    case 'products': {
      const { touched, ...counts } = tx.products.apply(records.filter(isProductRecord), {
        connectionId: run.connectionId,
        fullRunId: notesSeen ? run.id : null,
      });
      noteReading(tx, touched, readAt);
      return { ...counts, problems: [] };
    }
    case 'orders':
      return { ...applyOrders(tx, run, records.filter(isOrderRecord), readAt), gone: 0 };
  }
}

/**
 * Records of an order stream laid over what is known, and the stock they move; shared with the replay of quarantined records.
 */
export function applyOrders(
  tx: WriteTransaction,
  run: Pick<StoredRun, 'connectionId'>,
  records: readonly OrderRecord[],
  readAt: number,
): Omit<Counts, 'gone'> {
  const known = tx.orders.read(run.connectionId, new Set(records.map((record) => record.key)));
  const orders = applyOrderRecords(known, records, readAt);
  const written = tx.orders.write(run.connectionId, orders);
  // Of several records of one order the last one decides, as it does for the packages.
  const whole = new Map(records.map((record) => [record.key, record.packagesComplete === true]));
  const bookings = orders.map(({ mergeState }) => ({
    document: mergeState,
    whole: whole.get(mergeState.key) === true,
  }));
  const moved = bookOrders(tx, run.connectionId, bookings, readAt);
  refreshWanted(tx, moved, run.connectionId);
  return { ...written, problems: settleOversold(tx, moved) };
}

export function isOrderRecord(record: StreamRecord): record is OrderRecord {
  return record.kind === 'order';
}

export function isProductRecord(record: StreamRecord): record is ProductStreamRecord {
  return record.kind !== 'order';
}

function noteWaits({ database, run, stream, now, onWait }: StreamRunOptions): (wait: Wait | null) => void {
  let since: number | null = null;
  return (wait) => {
    const waited = since === null ? 0 : now() - since;
    since = wait === null ? null : now();
    const stored = wait === null ? null : { reason: wait.reason, until: wait.until };
    database.writePage((tx) => tx.runs.setWait(run.id, stream, stored, waited));
    onWait();
  };
}

/** Only products disappear from lists; an order that is no longer listed is history, not gone. */
function sweeps({ definition, stream }: Pick<StreamRunOptions, 'definition' | 'stream'>): boolean {
  return stream === 'products' && definition.streams[stream]?.deletes === 'sweep';
}

function streamOf(run: StoredRun, stream: StreamName): StoredRunStream {
  const found = run.streams.find((one) => one.stream === stream);
  if (!found) throw new AppError('internal.unexpected', { facts: { what: 'run stream' } });
  return found;
}

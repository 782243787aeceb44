import type { ChildPart, MapContext, StreamPart, StreamRecord } from '../../shared/connector/definition';
import type { StreamName } from '../../shared/domain/stream';
import type { Exchange } from './exchange';
import { extract, oddRecord } from './extraction';
import { type FetchContext, type FetchedPage, fetchChildPage, letLeave, quiet } from './page-fetcher';
import { createLoopGuard, firstPage, nextPage, type PagePosition } from './paging';
import { newestOf, type RunState } from './run-state';
import type { OddRecord, Page } from './types';

export interface ChildReading {
  readonly exchange: Exchange;
  readonly stream: StreamName;
  readonly part: StreamPart;
  readonly child: ChildPart;
  readonly context: FetchContext;
  readonly mapContext: MapContext;
  /** The state before the parents' page: a run that stops among the children reads that page again. */
  readonly before: RunState;
  readonly after: RunState;
  /** The parents' page as it would be shown without children. */
  readonly shown: Page;
}

/** Children come in many small answers; so many records are put together before they are handed on. */
const RECORDS_TOGETHER = 250;

interface Gathered {
  received: number;
  calls: number;
  records: StreamRecord[];
  odd: OddRecord[];
}

/**
 * The parents' page, then all further records of its parents. Only the last of these pages moves the checkpoint.
 * Returns the state that this last checkpoint holds.
 */
export async function* readChildren(
  reading: ChildReading,
  parents: readonly unknown[],
): AsyncGenerator<Page, RunState> {
  const { shown } = reading;
  const odd: OddRecord[] = [];
  const bindings = parents.flatMap((parent) => bindingsOf(reading, parent, odd));
  if (bindings.length === 0) {
    const after = { ...reading.after, odd: reading.after.odd + odd.length };
    yield { ...shown, odd: [...shown.odd, ...odd], checkpoint: after };
    return after;
  }
  yield { ...shown, odd: [...shown.odd, ...odd], checkpoint: reading.before };
  let oddSeen = odd.length;
  let newest: number | null = null;
  let gathered = nothing();
  const flush = (checkpoint: () => RunState): Page => {
    const { received, calls, records, odd: oddOnes } = gathered;
    oddSeen += oddOnes.length;
    newest = later(newest, newestOf(records));
    gathered = nothing();
    return { ...shown, received, records, odd: oddOnes, calls, checkpoint: checkpoint() };
  };
  for await (const { page, binding } of childPages(reading, bindings)) {
    const mapContext: MapContext = { ...reading.mapContext, parent: binding };
    const found = await extract(page.raws, reading.child, reading.stream, mapContext);
    gathered.received += page.raws.length;
    gathered.calls += page.reply.calls;
    gathered.records.push(...found.records);
    gathered.odd.push(...found.odd);
    if (gathered.records.length >= RECORDS_TOGETHER) yield flush(() => reading.before);
  }
  const last = flush(() => advanced(reading, oddSeen, newest));
  yield last;
  return advanced(reading, oddSeen, newest);
}

type Binding = Readonly<Record<string, string>>;

/** All pages of all parents in order; the next is already asked for while the caller works on the present one. */
async function* childPages(
  reading: ChildReading,
  bindings: readonly Binding[],
): AsyncGenerator<{ readonly page: FetchedPage; readonly binding: Binding }> {
  const { exchange, part, child, context } = reading;
  const fetch = (binding: Binding, position: PagePosition): Promise<FetchedPage | null> =>
    quiet(
      fetchChildPage(exchange, part, child, position, {
        ...context,
        values: parentValues(context.values, binding),
      }),
    );
  let ahead: Promise<FetchedPage | null> | null = null;
  for (const [index, binding] of bindings.entries()) {
    const guard = createLoopGuard();
    const nextParent = bindings[index + 1];
    let seen = 0;
    let position: PagePosition | null = firstPage;
    while (position !== null) {
      const page: FetchedPage | null = await (ahead ?? fetch(binding, position));
      ahead = null;
      const following: PagePosition | null = page && afterChildPage(child, position, page, seen);
      if (page) guard.note(position, page.reply.text, page.raws.length);
      if (following !== null) ahead = fetch(binding, following);
      else if (nextParent !== undefined) ahead = fetch(nextParent, firstPage);
      position = following;
      if (page === null) continue;
      seen += page.raws.length;
      if (ahead !== null) await letLeave();
      yield { page, binding };
    }
  }
}

function afterChildPage(
  child: ChildPart,
  position: PagePosition,
  page: FetchedPage,
  seenBefore: number,
): PagePosition | null {
  return nextPage(child.paging, position, {
    json: page.reply.json,
    headers: page.reply.headers,
    received: page.raws.length,
    seen: seenBefore + page.raws.length,
    total: page.total,
  });
}

function bindingsOf(
  reading: ChildReading,
  parent: unknown,
  odd: OddRecord[],
): readonly Readonly<Record<string, string>>[] {
  try {
    // As with `map`: schema and function are of one type where the definition is written.
    return reading.child.bindings(parent as never, reading.mapContext);
  } catch {
    odd.push(oddRecord(parent, ['further reads: bindings failed']));
    return [];
  }
}

function parentValues(
  values: Readonly<Record<string, string>>,
  binding: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const named = Object.entries(binding).map(([name, value]) => [`parent.${name}`, value]);
  return { ...values, ...Object.fromEntries(named) };
}

function advanced(reading: ChildReading, odd: number, newest: number | null): RunState {
  const { after, part } = reading;
  const known = after.newest[part.name] ?? null;
  const latest = later(known, newest);
  return {
    ...after,
    odd: after.odd + odd,
    newest: latest === null ? after.newest : { ...after.newest, [part.name]: latest },
  };
}

function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function nothing(): Gathered {
  return { received: 0, calls: 0, records: [], odd: [] };
}

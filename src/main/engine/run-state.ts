import { z } from 'zod';
import type { Stream, StreamPart, StreamRecord } from '../../shared/connector/definition';
import { type SyncMode, syncModeSchema } from '../../shared/domain/stream';
import { firstPage, pagePositionSchema } from './paging';
import type { Checkpoint, StreamCursor } from './types';

const windowSchema = z.object({ from: z.int(), until: z.int() });

/** A channel's bulk job under way: `line` lines of its file are stored already. */
const jobStateSchema = z.object({
  id: z.string(),
  /** UTC epoch ms by this machine's clock. */
  startedAt: z.number(),
  line: z.int().min(0),
  total: z.int().nullable(),
});
export type JobState = z.infer<typeof jobStateSchema>;

/** Where a run stands: everything needed to go on after the last stored page. */
export const runStateSchema = z.object({
  definition: z.int(),
  mode: syncModeSchema,
  /** Taken before the first request, UTC epoch ms by this machine's clock. */
  startedAt: z.number(),
  /** End of every range in this run, UTC epoch ms by the channel's clock. */
  end: z.number(),
  /** Part being read; null = all are done. */
  part: z.string().nullable(),
  window: windowSchema.nullable(),
  page: pagePositionSchema,
  /** Records received in this request chain. */
  seen: z.int(),
  /** Total of this chain by an own count request. */
  counted: z.int().nullable(),
  /** Records and pages of the chains that are finished. */
  doneRecords: z.int(),
  donePages: z.int(),
  pages: z.int(),
  odd: z.int(),
  skipped: z.array(z.string()),
  /** Of these, the ones the channel did not know although every shop should have them. */
  missing: z.array(z.string()).default([]),
  /** Newest modification among the records of each part, UTC epoch ms. */
  newest: z.record(z.string(), z.number()),
  job: jobStateSchema.nullable(),
  /** Parts whose job did not work out: read by pages. */
  jobFailed: z.array(z.string()),
});
export type RunState = z.infer<typeof runStateSchema>;

export function beginRun(definition: number, mode: SyncMode, startedAt: number, end: number): RunState {
  return {
    definition,
    mode,
    startedAt,
    end,
    part: null,
    window: null,
    page: firstPage,
    seen: 0,
    counted: null,
    doneRecords: 0,
    donePages: 0,
    pages: 0,
    odd: 0,
    skipped: [],
    missing: [],
    newest: {},
    job: null,
    jobFailed: [],
  };
}

/** The stored state when it is one and belongs to this definition; anything else means beginning anew. */
export function restoreRun(
  checkpoint: Checkpoint | null,
  definition: number,
  stream: Stream,
): RunState | null {
  const parsed = runStateSchema.safeParse(checkpoint);
  if (!parsed.success || parsed.data.definition !== definition) return null;
  const { part } = parsed.data;
  return part === null || stream.parts.some((candidate) => candidate.name === part) ? parsed.data : null;
}

/** The parts a run still has to read after the one named (null = from the beginning). */
export function partsAfter(stream: Stream, state: RunState, name: string | null): readonly StreamPart[] {
  const index = name === null ? 0 : stream.parts.findIndex((part) => part.name === name) + 1;
  return stream.parts.slice(index).filter((part) => isWanted(part, state));
}

function isWanted(part: StreamPart, state: RunState): boolean {
  if (!part.modes.includes(state.mode)) return false;
  return part.onlyIfSkipped === undefined || state.skipped.includes(part.onlyIfSkipped);
}

/** Every part the shop lacks has another that was read in its place. */
export function isComplete(stream: Stream, state: RunState): boolean {
  return state.skipped.every((name) =>
    stream.parts.some(
      (part) => part.onlyIfSkipped === name && isWanted(part, state) && !state.skipped.includes(part.name),
    ),
  );
}

/** Newest modification stamp among records, or null. */
export function newestOf(records: readonly StreamRecord[]): number | null {
  let newest: number | null = null;
  const see = (stamp: number | null | undefined): void => {
    if (stamp !== null && stamp !== undefined && (newest === null || stamp > newest)) newest = stamp;
  };
  for (const record of records) {
    switch (record.kind) {
      case 'product':
        see(record.modifiedAt);
        for (const variant of record.variants) see(variant.modifiedAt);
        break;
      case 'variant':
        see(record.variant.modifiedAt);
        break;
      case 'order':
        see(record.modifiedAt);
        for (const parcel of record.packages) see(parcel.modifiedAt);
        for (const update of record.lineUpdates ?? []) see(update.modifiedAt);
        break;
      case 'gone':
        break;
    }
  }
  return newest;
}

const positionSchema = z.object({ at: z.number(), seen: z.number().nullable() });
type Position = z.infer<typeof positionSchema>;

/** Up to where a stream was read: of the whole stream after a full run, then of each part. */
export const cursorSchema = z.object({
  definition: z.int(),
  whole: positionSchema,
  parts: z.record(z.string(), positionSchema),
});
export type DeltaCursor = z.infer<typeof cursorSchema>;

/** The stored cursor when it is one of this definition's version; else everything is read anew. */
export function restoreCursor(cursor: StreamCursor | null, definition: number): DeltaCursor | null {
  const parsed = cursorSchema.safeParse(cursor);
  return parsed.success && parsed.data.definition === definition ? parsed.data : null;
}

/** Where the part's news begins, UTC epoch ms, before its overlap; null = from the beginning. */
export function sinceOf(cursor: DeltaCursor | null, part: string): number | null {
  return cursor === null ? null : (cursor.parts[part] ?? cursor.whole).at;
}

/**
 * The cursor after a run. It stands at the run's start, or at the newest record seen when the channel's stamps lag behind;
 * it never goes back, except from a future that a wrong clock once wrote.
 * @param start begin of the run, UTC epoch ms by the channel's clock
 */
export function finishCursor(
  stream: Stream,
  state: RunState,
  old: DeltaCursor | null,
  start: number,
): DeltaCursor {
  const { definition } = state;
  if (state.mode === 'full' || old === null) {
    const stamps = Object.values(state.newest);
    const seen = stamps.length === 0 ? null : Math.max(...stamps);
    return { definition, whole: advance(old?.whole ?? null, seen, start), parts: {} };
  }
  const parts = { ...old.parts };
  for (const part of stream.parts) {
    if (!isWanted(part, state) || state.skipped.includes(part.name)) continue;
    parts[part.name] = advance(parts[part.name] ?? old.whole, state.newest[part.name] ?? null, start);
  }
  return { definition, whole: old.whole, parts };
}

function advance(old: Position | null, newest: number | null, start: number): Position {
  const known = old?.seen ?? null;
  const seen = newest === null ? known : Math.max(newest, known ?? newest);
  const reached = seen === null ? start : Math.min(start, seen);
  const before = old === null || old.at > start ? reached : old.at;
  return { at: Math.max(before, reached), seen };
}

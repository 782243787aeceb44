import { z } from 'zod';
import type { Paging, Slot, Total } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import { AppError, assertNever } from '../../shared/errors/app-error';
import type { Filled } from './slots';

/** Which page comes next inside one request chain; plain JSON, kept in checkpoints. */
export const pagePositionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start') }),
  /** Number or offset of the page. */
  z.object({ kind: z.literal('at'), at: z.int().min(0) }),
  z.object({ kind: z.literal('cursor'), cursor: z.string().min(1) }),
]);
export type PagePosition = z.infer<typeof pagePositionSchema>;

export const firstPage: PagePosition = { kind: 'start' };

/** What an answer says about how the reading goes on. */
export interface PageAnswer {
  readonly json: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly received: number;
  /** Records of this chain received before and with this page. */
  readonly seen: number;
  /** Total by the answer or an own count request; null = not told. */
  readonly total: number | null;
}

/** The values a page's request carries. */
export function pageSlots(paging: Paging, position: PagePosition): Filled[] {
  if (paging.kind === 'none') return [];
  const filled: Filled[] = [];
  if (paging.size !== undefined) filled.push({ slot: paging.size.param, value: paging.size.value });
  switch (position.kind) {
    case 'start':
      if (paging.kind === 'page') filled.push({ slot: paging.param, value: paging.first });
      if (paging.kind === 'offset') filled.push({ slot: paging.param, value: 0 });
      return filled;
    case 'at':
      if (paging.kind !== 'cursor') filled.push({ slot: paging.param, value: position.at });
      return filled;
    case 'cursor': {
      const slot = cursorSlot(paging);
      if (slot !== undefined) filled.push({ slot, value: position.cursor });
      return filled;
    }
    default:
      return assertNever(position);
  }
}

function cursorSlot(paging: Paging): Slot | undefined {
  if (paging.kind === 'cursor') return paging.to;
  return paging.kind === 'page' ? paging.cap?.then.to : undefined;
}

/** The page after this one, or null at the end. */
export function nextPage(paging: Paging, position: PagePosition, answer: PageAnswer): PagePosition | null {
  switch (paging.kind) {
    case 'none':
      return null;
    case 'cursor':
      return nextCursor(paging, position, answer);
    case 'page':
      return position.kind === 'cursor' && paging.cap
        ? afterCap(paging.cap.then.from, position, answer)
        : nextNumber(paging, position, answer);
    case 'offset':
      return nextOffset(paging, position, answer);
    default:
      return assertNever(paging);
  }
}

function nextCursor(
  paging: Extract<Paging, { kind: 'cursor' }>,
  position: PagePosition,
  answer: PageAnswer,
): PagePosition | null {
  const more = paging.more === undefined ? undefined : readPath(answer.json, paging.more);
  if (more === false) return null;
  const cursor = cursorText(readPath(answer.json, paging.from));
  if (cursor === null) {
    if (more === true) throw badPaging('more is promised without a cursor');
    return null;
  }
  // A list that is empty and promises nothing has ended, even when it repeats its last cursor.
  if (answer.received === 0 && more !== true) return null;
  return otherThan(position, cursor);
}

function afterCap(from: string, position: PagePosition, answer: PageAnswer): PagePosition | null {
  const cursor = cursorText(readPath(answer.json, from));
  if (cursor === null || answer.received === 0) return null;
  return otherThan(position, cursor);
}

function otherThan(position: PagePosition, cursor: string): PagePosition {
  if (position.kind === 'cursor' && position.cursor === cursor) throw badPaging('the same cursor twice');
  return { kind: 'cursor', cursor };
}

function nextNumber(
  paging: Extract<Paging, { kind: 'page' }>,
  position: PagePosition,
  answer: PageAnswer,
): PagePosition | null {
  const { value: size } = paging.size;
  const page = position.kind === 'at' ? position.at : paging.first;
  const covered = (page - paging.first + 1) * size;
  if (hasEnded(covered, size, answer)) return null;
  if (paging.cap === undefined || covered + size <= paging.cap.records) return { kind: 'at', at: page + 1 };
  const cursor = cursorText(readPath(answer.json, paging.cap.then.from));
  if (cursor !== null) return { kind: 'cursor', cursor };
  if (answer.total !== null && answer.seen < answer.total) throw badPaging('no cursor beyond the page cap');
  return null;
}

function nextOffset(
  paging: Extract<Paging, { kind: 'offset' }>,
  position: PagePosition,
  answer: PageAnswer,
): PagePosition | null {
  const { value: size } = paging.size;
  const offset = position.kind === 'at' ? position.at : 0;
  if (hasEnded(offset + size, size, answer)) return null;
  // A server that gives less than asked is followed by what it gave; records read twice do no harm, skipped ones do.
  return { kind: 'at', at: offset + (answer.received > 0 ? Math.min(answer.received, size) : size) };
}

/**
 * By the total where it is told: over when the pages asked for cover it and as many records came. While fewer came
 * (the server gives smaller pages, or hides some), it is over with the first empty page. Without a total a short page ends it.
 */
function hasEnded(covered: number, size: number, answer: PageAnswer): boolean {
  if (answer.total === null) return answer.received < size;
  if (covered < answer.total) return false;
  return answer.seen >= answer.total || answer.received === 0;
}

/** Total told by the answer itself; null when it does not. */
export function totalIn(
  total: Total | undefined,
  json: unknown,
  headers: Readonly<Record<string, string>>,
): number | null {
  if (total === undefined || 'request' in total) return null;
  const told = 'header' in total ? headers[total.header.toLowerCase()] : readPath(json, total.at);
  return countOf(told);
}

export function countOf(value: unknown): number | null {
  const count = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null;
}

/** Remembers what was seen in one chain and stops a channel that leads in a circle. */
export function createLoopGuard(): { note(position: PagePosition, text: string, received: number): void } {
  const cursors = new Set<string>();
  let lastBody = '';
  return {
    note(position, text, received) {
      if (position.kind === 'cursor') {
        if (cursors.has(position.cursor)) throw badPaging('cursors run in a circle');
        cursors.add(position.cursor);
        return;
      }
      // Two different pages differ early, so that comparing costs next to nothing.
      if (received > 0 && text === lastBody) throw badPaging('the same page twice');
      lastBody = received === 0 ? '' : text;
    },
  };
}

function cursorText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

function badPaging(reason: string): AppError {
  return new AppError('chan.badAnswer', { facts: { reason } });
}

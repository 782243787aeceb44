import type { ConflictRule } from '../../shared/domain/channel-rules';
import type { ChannelValue, StoredValue } from '../database';
import { asStock, isAsked, sameValue } from './next-value';

/** Within this time of a call the value of an earlier one may still arrive: that is no edit in a panel. */
export const SETTLING_MS = 180_000;
/** Pieces missing at the channel may be an order that is not in its list yet: looked at once more after this. */
export const SECOND_LOOK_MS = 60_000;

export interface Look {
  /** What Kervan knew before. */
  readonly row: StoredValue;
  /** What the channel shows. */
  readonly value: ChannelValue;
  /** When the question left, and now (UTC epoch ms). */
  readonly askedAt: number;
  readonly now: number;
  /** Pieces this channel sold by orders Kervan knows, less those that came back, since the value known before. */
  readonly sold: number;
  readonly rule: ConflictRule;
}

/** What a changed value at a channel means, and what follows from it. */
export type Verdict =
  /** As Kervan knew it, or nothing Kervan has a word in. */
  | { readonly kind: 'same' }
  /** It shows what Kervan wants. */
  | { readonly kind: 'agrees' }
  /** A value Kervan sent arrived late. */
  | { readonly kind: 'late' }
  /** The channel counted its own sales down. */
  | { readonly kind: 'sales' }
  /** The first look at a listing that shows something else than Kervan wants. */
  | { readonly kind: 'matched' }
  /** Fewer pieces than sales explain so far: orders may come late. */
  | { readonly kind: 'wait' }
  /** Somebody changed it there. `change` = by how many shown pieces; null of a price. */
  | { readonly kind: 'panel'; readonly who: ConflictRule; readonly change: number | null };

/** What Kervan takes for the value the channel showed before this look, and since when; null = it never knew. */
export function knownBefore(
  row: StoredValue,
): { readonly value: ChannelValue; readonly since: number } | null {
  if (row.confirmed !== null) return { value: row.confirmed, since: row.confirmedAt ?? 0 };
  // What was never sent because the channel showed it already.
  if (row.state === 'idle' && row.wanted !== null) return { value: row.wanted, since: row.wantedAt ?? 0 };
  return null;
}

export function judge(look: Look): Verdict {
  const { row, value } = look;
  const before = knownBefore(row);
  if (row.state === 'off' || row.wanted === null) return { kind: 'same' };
  if (sameValue(row.kind, value, row.wanted)) return { kind: 'agrees' };
  if (before !== null && sameValue(row.kind, before.value, value)) return { kind: 'same' };
  if (row.sent !== null && !isAsked(row) && sameValue(row.kind, row.sent, value)) return { kind: 'late' };
  if (before === null) return { kind: 'matched' };
  const change = panelPieces(look, before.value);
  if (change !== null && isExplained(look, before.value)) return { kind: 'sales' };
  return judgePanel(look, change);
}

function judgePanel({ row, askedAt, now, rule }: Look, change: number | null): Verdict {
  const settling = row.sentAt !== null && askedAt - row.sentAt < SETTLING_MS;
  if (rule === 'kervan' || settling) return { kind: 'panel', who: 'kervan', change };
  const looked = row.difference === 'sales' && row.differsSince !== null;
  const lookedLong = looked && now - (row.differsSince ?? now) >= SECOND_LOOK_MS;
  if (change !== null && change < 0 && !lookedLong && !isAsked(row)) return { kind: 'wait' };
  return { kind: 'panel', who: rule, change };
}

/** By how many pieces the panel moved the number, beside what the channel sold itself. */
function panelPieces({ value, sold }: Look, before: ChannelValue): number | null {
  const [there, known] = [asStock(value), asStock(before)];
  return there === null || known === null ? null : there.quantity - known.quantity + sold;
}

/** Not more than before, and not fewer than the sales leave: some channels count a sale down late. */
function isExplained({ value, sold }: Look, before: ChannelValue): boolean {
  const [there, known] = [asStock(value), asStock(before)];
  if (there === null || known === null || sold <= 0) return false;
  return there.quantity <= known.quantity && there.quantity >= Math.max(0, known.quantity - sold);
}

/** Shown pieces as pieces of the stock when a channel shows only a share: never more than surely meant. */
export function piecesOf(change: number, sharePercent: number): number {
  if (sharePercent >= 100) return change;
  if (sharePercent <= 0) return 0;
  const exact = (change * 100) / sharePercent;
  return Math.floor(exact);
}

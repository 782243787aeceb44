import { createHash } from 'node:crypto';
import type { MapContext } from '../../../shared/connector/definition';
import type { WriteAction } from '../../../shared/connector/write';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { StoredValue, WriteTransaction } from '../../database';
import { type BatchItem, writeRow } from './batches';

export interface BodyCall {
  readonly connectionId: ConnectionId;
  /** Of the action. */
  readonly name: string;
  readonly action: WriteAction;
  readonly context: MapContext;
}

/** `until` UTC epoch ms. `hash` = the body as it was noted; null = this channel takes the same body again. */
export type BodyTurn =
  | { readonly kind: 'go'; readonly hash: string | null }
  | { readonly kind: 'wait'; readonly until: number };

/**
 * Some channels refuse a body they had within the last minutes, although nothing is wrong (4 pieces, 5, 4 again). Such a call
 * gets another row with it, one whose value the channel has confirmed and which is told again: the body is another one and no
 * number waits. Only where there is no such row it has to wait. Notes the body when it may go; `items` gains the other row.
 */
export function bodyTurn(
  tx: WriteTransaction,
  call: BodyCall,
  items: BatchItem[],
  mayAccompany: (row: StoredValue) => boolean,
  now: number,
): BodyTurn {
  const { connectionId, name, action } = call;
  const seconds = action.sameBody?.seconds ?? 0;
  tx.sends.forgetBodies(now - seconds * 1000);
  /** Until when the channel refuses this body (UTC epoch ms); null = it takes it. */
  const refusedUntil = (hash: string): number | null => {
    const sentAt = tx.sends.bodySentAt(connectionId, name, hash);
    const until = sentAt === null ? now : sentAt + seconds * 1000;
    return until > now ? until : null;
  };
  let hash = bodyHash(call, items);
  let until = refusedUntil(hash);
  if (until !== null && items.length < action.batchSize) {
    for (const companion of companions(tx, call, items, mayAccompany)) {
      const other = bodyHash(call, [...items, companion]);
      if (refusedUntil(other) !== null) continue;
      items.push(companion);
      [hash, until] = [other, null];
      break;
    }
  }
  if (until !== null) return { kind: 'wait', until };
  tx.sends.noteBody(connectionId, name, hash, now);
  return { kind: 'go', hash };
}

/** Rows that may travel with these although nothing new is to be told of them. */
function companions(
  tx: WriteTransaction,
  { connectionId, action, context }: BodyCall,
  items: readonly BatchItem[],
  mayAccompany: (row: StoredValue) => boolean,
): BatchItem[] {
  const groupOf = (item: BatchItem) => JSON.stringify(action.group?.(writeRow(item), context) ?? null);
  const [first] = items;
  const own = items.map((item) => item.target.listingId);
  return tx.values.companions(connectionId, own).flatMap((row): BatchItem[] => {
    const target = tx.values.sendTarget(row.listingId);
    if (target === null || target.gone || !action.carries.includes(row.kind) || !mayAccompany(row)) return [];
    const item = { target, values: [row] };
    if (action.refuses?.(writeRow(item), context)) return [];
    return first === undefined || groupOf(first) === groupOf(item) ? [item] : [];
  });
}

function bodyHash({ action, context }: BodyCall, items: readonly BatchItem[]): string {
  const body = action.body(items.map(writeRow), { ...context, group: {}, key: '' });
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url');
}

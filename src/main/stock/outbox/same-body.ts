import { createHash } from 'node:crypto';
import type { MapContext } from '../../../shared/connector/definition';
import type { WriteAction } from '../../../shared/connector/write';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { WriteTransaction } from '../../database';
import { type BatchItem, writeRow } from './batches';

/**
 * Some channels refuse a body they had within the last minutes, although nothing is wrong (4 pieces, 5, 4 again). Such a call
 * gets another row with it, one whose value the channel has confirmed and which is told again: the body is another one and no
 * number waits. Only where there is no such row it has to wait. Notes the body when it may go; answers when it may (UTC epoch
 * ms), null = now. `items` gains the other row.
 */
export function sameBodyWait(
  tx: WriteTransaction,
  connectionId: ConnectionId,
  name: string,
  action: WriteAction,
  items: BatchItem[],
  context: MapContext,
  now: number,
): number | null {
  const seconds = action.sameBody?.seconds ?? 0;
  const since = now - seconds * 1000;
  tx.sends.forgetBodies(since);
  const lastSent = (): number | null =>
    tx.sends.bodySentAt(connectionId, name, bodyHash(action, items, context));
  let sentAt = lastSent();
  if (sentAt !== null && items.length < action.batchSize) {
    for (const companion of tx.values.companions(
      connectionId,
      items.map((item) => item.target.listingId),
    )) {
      const target = tx.values.sendTarget(companion.listingId);
      if (target === null || !action.carries.includes(companion.kind)) continue;
      const item = { target, values: [companion] };
      if (action.refuses?.(writeRow(item), context)) continue;
      items.push(item);
      sentAt = lastSent();
      if (sentAt === null) break;
      items.pop();
    }
  }
  if (sentAt !== null && sentAt > since) return sentAt + seconds * 1000;
  tx.sends.noteBody(connectionId, name, bodyHash(action, items, context), now);
  return null;
}

export function bodyHash(action: WriteAction, items: readonly BatchItem[], context: MapContext): string {
  const body = action.body(items.map(writeRow), { ...context, group: {}, key: '' });
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url');
}

import type { ConnectionId } from '../../shared/domain/ids';
import type { WriteTransaction } from '../database';

/** What a person knows a variant by in a sentence: its code, else its barcode, else its title. */
export function variantName({
  sku,
  barcode,
  title,
}: {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly title: string;
}): string {
  return sku ?? barcode ?? title;
}

/** As variantName, of a listing: it always has a key. */
export function listingName({
  sku,
  barcode,
  key,
}: {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly key: string;
}): string {
  return sku ?? barcode ?? key;
}

/** The connection's name; '' when it is being deleted. */
export function channelName(tx: Pick<WriteTransaction, 'connections'>, id: ConnectionId): string {
  return tx.connections.find(id)?.name ?? '';
}

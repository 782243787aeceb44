import type { OrderDetail } from '../../shared/contract/catalogue-data';
import type { OrderRecord } from '../../shared/domain/order';
import { type OrderDocument, orderDocumentSchema } from '../../shared/domain/order-document';
import { deriveOrder } from './derive';
import { livingPackages, mergeOrder } from './merge';

/** An order as it is to stand in the tables, with the document the next merge goes on from. */
export interface AppliedOrder {
  readonly order: Omit<
    OrderDetail,
    'id' | 'connectionId' | 'createdAt' | 'updatedAt' | 'lineCount' | 'pieceCount'
  > & { readonly currency: string };
  readonly mergeState: OrderDocument;
}

/**
 * Merges records of one page into what is known; several records of one order (its parcels) end in one result. `known` holds the
 * merge states read before; one that can no longer be understood is left aside and the order builds up anew.
 */
export function applyOrderRecords(
  known: ReadonlyMap<string, unknown>,
  records: readonly OrderRecord[],
  readAt: number,
): AppliedOrder[] {
  const documents = new Map<string, OrderDocument>();
  for (const record of records) {
    const before = documents.get(record.key) ?? readDocument(known.get(record.key));
    documents.set(record.key, mergeOrder(before, record, readAt));
  }
  // Parsed again so that equal knowledge is equal text, whatever order its properties were laid down in.
  return [...documents.values()].map((document) => ({
    order: shownOrder(document),
    mergeState: orderDocumentSchema.parse(document),
  }));
}

export function readDocument(stored: unknown): OrderDocument | undefined {
  if (stored === undefined) return undefined;
  const parsed = orderDocumentSchema.safeParse(stored);
  return parsed.success ? parsed.data : undefined;
}

function shownOrder(document: OrderDocument): AppliedOrder['order'] {
  const derived = deriveOrder(document);
  const living = new Set(livingPackages(document.packages).map((one) => one.key));
  const { toldStatus: _toldStatus, toldTotal: _toldTotal, packages, ...header } = document;
  return {
    ...header,
    status: derived.status,
    channelStatus: document.channelStatus ?? commonChannelStatus(document),
    total: derived.total,
    city: document.shippingAddress?.city ?? document.billingAddress?.city ?? null,
    carrier: derived.carrier,
    trackingNumber: derived.trackingNumber,
    lines: derived.lines,
    packages: packages
      .filter((one) => one.key !== '')
      .map((one) => ({
        key: one.key,
        status: one.status,
        channelStatus: one.channelStatus,
        carrier: one.carrier,
        trackingNumber: one.trackingNumber,
        trackingUrl: one.trackingUrl,
        replaces: one.replaces,
        superseded: !living.has(one.key),
      })),
  };
}

/** The channel's word where all living packages share one. */
export function commonChannelStatus(document: OrderDocument): string | null {
  const words = new Set(livingPackages(document.packages).map((one) => one.channelStatus));
  const [only] = words;
  return words.size === 1 ? (only ?? null) : null;
}

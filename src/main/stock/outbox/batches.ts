import type { MapContext } from '../../../shared/connector/definition';
import type { LocalRefusal, ReadBack, WriteAction, WriteRow } from '../../../shared/connector/write';
import type { ValueKind } from '../../../shared/domain/listing-value';
import type { SendTarget, StoredValue } from '../../database';
import { asPrice, asStock } from '../next-value';

/** One listing of a call: what is told of it. */
export interface BatchItem {
  readonly target: SendTarget;
  readonly values: readonly StoredValue[];
}

export interface Batch {
  readonly action: string;
  readonly items: readonly BatchItem[];
}

export interface LocallyRefused {
  readonly value: StoredValue;
  readonly target: SendTarget;
  readonly refusal: LocalRefusal;
}

/** The row of a call; `values` are those of one listing. */
export function writeRow({ target, values }: BatchItem): WriteRow {
  const of = (kind: ValueKind) => values.find((value) => value.kind === kind);
  const stock = asStock(of('stock')?.wanted ?? null);
  const price = asPrice(of('price')?.wanted ?? null);
  return {
    ...plainRow(target),
    ...(stock === null
      ? {}
      : { stock: { quantity: stock.quantity, expected: expectedOf(target, of('stock')) } }),
    ...(price === null ? {} : { price }),
  };
}

export function plainRow(target: SendTarget): WriteRow {
  const { key, productKey, sku, barcode, remoteIds } = target;
  return { key, productKey, sku, barcode, remoteIds };
}

/** What Kervan believes the channel shows. */
function expectedOf(target: SendTarget, value: StoredValue | undefined): number | null {
  return asStock(value?.confirmed ?? null)?.quantity ?? target.stock;
}

/** Splits listings into calls of one action: rows the connector cannot send are left out with its reason, kind by kind. */
export function batchesOf(
  name: string,
  action: WriteAction,
  items: readonly BatchItem[],
  context: MapContext,
  mostRows: number,
): { readonly batches: readonly Batch[]; readonly refused: readonly LocallyRefused[] } {
  const refused: LocallyRefused[] = [];
  const sendable = items.flatMap((item): BatchItem[] => {
    const values = item.values.filter((value) => {
      const refusal = action.refuses?.(writeRow({ ...item, values: [value] }), context) ?? null;
      if (refusal !== null) refused.push({ value, target: item.target, refusal });
      return refusal === null;
    });
    return values.length === 0 ? [] : [{ ...item, values }];
  });
  const size = Math.max(1, Math.min(action.batchSize, mostRows));
  const batches = grouped(sendable, (item) => action.group?.(writeRow(item), context)).flatMap((group) =>
    chunks(group, size).map((part) => ({ action: name, items: part })),
  );
  return { batches, refused };
}

/** Splits listings that are to be asked for into calls. */
export function readBackCalls(
  ask: ReadBack,
  targets: readonly SendTarget[],
  context: MapContext,
): readonly (readonly SendTarget[])[] {
  return grouped(targets, (target) => ask.group?.(plainRow(target), context)).flatMap((group) =>
    chunks(group, ask.batchSize),
  );
}

function grouped<T>(items: readonly T[], groupOf: (item: T) => unknown): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = JSON.stringify(groupOf(item) ?? null);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

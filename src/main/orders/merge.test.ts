import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderLineRecord, OrderRecord, PackageRecord } from '../../shared/domain/order';
import { type OrderDocument, orderDocumentSchema } from '../../shared/domain/order-document';
import { deriveOrder } from './derive';
import { mergeOrder } from './merge';

const READ_AT = 1_000_000;
const lira = (minor: number) => ({ minor, currency: 'TRY' });

function line(key: string, quantity = 1, more: Partial<OrderLineRecord> = {}): OrderLineRecord {
  return { key, quantity, sku: `SKU-${key}`, total: lira(quantity * 1000), ...more };
}
function parcel(
  key: string,
  modifiedAt: number | undefined,
  lines: OrderLineRecord[],
  more: Partial<PackageRecord> = {},
): PackageRecord {
  return {
    key,
    status: 'new',
    modifiedAt,
    lines,
    total: lira(lines.reduce((sum, one) => sum + (one.total?.minor ?? 0), 0)),
    ...more,
  };
}
function order(packages: PackageRecord[], more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    kind: 'order',
    key: 'A1',
    number: 'A1',
    currency: 'TRY',
    packages,
    packagesComplete: false,
    ...more,
  };
}
function merged(...records: OrderRecord[]): OrderDocument {
  let document: OrderDocument | undefined;
  for (const record of records) document = mergeOrder(document, record, READ_AT);
  if (!document) throw new Error('nothing to merge');
  return document;
}

describe('an order in parcels', () => {
  const whole = order([parcel('p1', 10, [line('l1', 2), line('l2')])]);
  const split = [
    order([parcel('p2', 20, [line('l1', 2)], { replaces: ['p1'] })]),
    order([parcel('p3', 21, [line('l2')], { replaces: ['p1'], status: 'shipped', trackingNumber: '7300' })]),
    order([parcel('p1', 22, [line('l1', 2), line('l2')], { dissolved: true, status: 'cancelled' })]),
  ];

  it('counts every line once after a split, whichever answer comes first', () => {
    for (const records of [[whole, ...split], [...split].reverse(), [...split, whole]]) {
      const derived = deriveOrder(merged(...records));
      expect(derived.lines.map((one) => [one.key, one.quantity, one.packageKey])).toEqual([
        ['l1', 2, 'p2'],
        ['l2', 1, 'p3'],
      ]);
      expect(derived.total).toEqual(lira(3000));
      expect(derived.status).toBe('new');
    }
  });

  it('adds up a line whose quantity was split over two parcels', () => {
    const derived = deriveOrder(
      merged(
        whole,
        order([
          parcel('p4', 30, [line('l1', 1), line('l2')], { replaces: ['p1'] }),
          parcel('p5', 30, [line('l1', 1)], { replaces: ['p1'] }),
        ]),
      ),
    );
    expect(derived.lines.find((one) => one.key === 'l1')?.quantity).toBe(2);
  });

  it('counts a line once when its parcel was taken apart and packed anew without a word', () => {
    const before = order([
      parcel('p1', undefined, [line('l1', 2)]),
      parcel('p2', undefined, [line('l2', 3)]),
    ]);
    const after = order([parcel('p3', undefined, [line('l1', 2), line('l2', 3)], { linesMove: true })]);
    const told = (at: number, known: OrderDocument | undefined, record: OrderRecord) =>
      mergeOrder(known, record, at);
    const document = told(3_000, told(2_000, told(1_000, undefined, before), after), after);
    expect(deriveOrder(document).lines.map((one) => [one.key, one.quantity, one.packageKey])).toEqual([
      ['l1', 2, 'p3'],
      ['l2', 3, 'p3'],
    ]);
    // A part of the pieces in another parcel is a split, not a move.
    const part = order([parcel('p4', undefined, [line('l1', 1)], { linesMove: true })]);
    expect(deriveOrder(told(4_000, document, part)).lines.find(({ key }) => key === 'l1')?.quantity).toBe(3);
  });

  it('is cancelled only when every piece is', () => {
    const one = order([parcel('p1', 10, [line('l1'), line('l2', 1, { status: 'cancelled' })])]);
    expect(deriveOrder(merged(one)).status).toBe('new');
    const both = order([
      parcel('p1', 11, [line('l1', 1, { status: 'cancelled' }), line('l2', 1, { status: 'cancelled' })]),
    ]);
    expect(deriveOrder(merged(one, both)).status).toBe('cancelled');
  });

  it('keeps the newer answer when an older one arrives late', () => {
    const newer = order([parcel('p1', 20, [line('l1')], { status: 'shipped' })], {
      modifiedAt: 20,
      customerName: 'Ayşe Yılmaz',
    });
    const older = order([parcel('p1', 10, [line('l1')], { status: 'new' })], {
      modifiedAt: 10,
      customerName: 'A. Yılmaz',
      note: 'Kapıya bırakın',
    });
    const document = merged(newer, older);
    expect(deriveOrder(document).status).toBe('shipped');
    expect(document.customerName).toBe('Ayşe Yılmaz');
    expect(document.note).toBe('Kapıya bırakın');
  });
});

describe('lines read loose', () => {
  const open = order([parcel('', 10, [line('l1')], { linesComplete: false, total: undefined })]);
  const openToo = order([parcel('', 11, [line('l2')], { linesComplete: false, total: undefined })]);
  const packed = order([parcel('900', 20, [line('l1')])]);

  it('takes a line back from a parcel that was taken apart, and counts it once', () => {
    const back = order([parcel('', 30, [line('l1')], { linesComplete: false, total: undefined })]);
    const derived = deriveOrder(merged(open, packed, back));
    expect(derived.lines.map((one) => [one.key, one.quantity, one.packageKey])).toEqual([['l1', 1, null]]);
    expect(derived.total).toEqual(lira(1000));
    const again = order([parcel('901', 40, [line('l1')], { status: 'shipped' })]);
    expect(
      deriveOrder(merged(open, packed, back, again)).lines.map((one) => [
        one.quantity,
        one.packageKey,
        one.status,
      ]),
    ).toEqual([[1, '901', 'shipped']]);
  });

  it('gathers them in the pool until they are packed', () => {
    expect(deriveOrder(merged(open, openToo)).lines.map((one) => one.key)).toEqual(['l1', 'l2']);
    expect(deriveOrder(merged(open, openToo, packed)).lines.map((one) => [one.key, one.packageKey])).toEqual([
      ['l2', null],
      ['l1', '900'],
    ]);
    expect(deriveOrder(merged(packed, open, openToo)).lines).toHaveLength(2);
  });

  it('returns a line to the pool when its parcel is taken apart', () => {
    const apart = order([parcel('900', 30, [line('l1')], { dissolved: true })]);
    const openAgain = order([parcel('', 31, [line('l1')], { linesComplete: false, total: undefined })]);
    expect(
      deriveOrder(merged(open, packed, apart, openAgain)).lines.map((one) => [one.key, one.packageKey]),
    ).toEqual([['l1', null]]);
  });

  it('takes news about a line wherever it stands, and keeps a line it only knows from the news', () => {
    const cancelled = order([], { lineUpdates: [{ key: 'l1', status: 'cancelled', modifiedAt: 40 }] });
    expect(deriveOrder(merged(packed, cancelled)).status).toBe('cancelled');
    const unknown = order([], {
      lineUpdates: [{ key: 'l9', status: 'cancelled', modifiedAt: 40, line: line('l9') }],
    });
    expect(deriveOrder(merged(unknown)).lines).toHaveLength(1);
    expect(deriveOrder(merged(packed, unknown)).status).toBe('new');
  });
});

describe('an order read whole', () => {
  it('drops lines and packages that are no longer there', () => {
    const first = order([parcel('', 10, [line('l1'), line('l2')])], {
      packagesComplete: true,
      total: lira(2000),
    });
    const second = order([parcel('', 20, [line('l1')])], { packagesComplete: true, total: lira(1000) });
    const derived = deriveOrder(merged(first, second));
    expect(derived.lines.map((one) => one.key)).toEqual(['l1']);
    expect(derived.total).toEqual(lira(1000));
  });
});

describe('any sequence of answers', () => {
  const anyRecord = fc.record({
    pack: fc.constantFrom('', 'p1', 'p2', 'p3'),
    lines: fc.uniqueArray(fc.constantFrom('l1', 'l2', 'l3'), { minLength: 0, maxLength: 3 }),
    replaces: fc.subarray(['p1', 'p2']),
    status: fc.constantFrom('new' as const, 'shipped' as const, 'cancelled' as const),
  });
  const withTimes = fc.array(anyRecord, { minLength: 1, maxLength: 8 }).map((records) =>
    records.map((one, index) =>
      order(
        [
          parcel(
            one.pack,
            100 + index,
            one.lines.map((key) => line(key)),
            {
              status: one.status,
              replaces: one.pack === '' ? [] : one.replaces.filter((key) => key < one.pack),
              linesComplete: one.pack !== '',
            },
          ),
        ],
        { modifiedAt: 100 + index },
      ),
    ),
  );

  it('never counts a line twice in pool and parcel, and the same answer again changes nothing', () => {
    fc.assert(
      fc.property(withTimes, (records) => {
        const document = merged(...records);
        const keys = deriveOrder(document).lines.map((one) => one.key);
        expect(new Set(keys).size).toBe(keys.length);
        const last = records.at(-1);
        const stored = orderDocumentSchema.parse(JSON.parse(JSON.stringify(document)));
        if (last) expect(mergeOrder(stored, last, READ_AT + 5000)).toEqual(document);
      }),
    );
  });

  it('comes to the same lines in whatever order the parcels are told', () => {
    fc.assert(
      fc.property(
        withTimes,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (records, dice) => {
          const parcelsOnly = records.filter((record) => record.packages[0]?.key !== '');
          fc.pre(parcelsOnly.length > 1);
          const shuffled = parcelsOnly
            .map((record) => ({ record, at: dice.next().value }))
            .sort((a, b) => a.at - b.at)
            .map((one) => one.record);
          const lines = (given: OrderRecord[]) =>
            deriveOrder(merged(...given)).lines.map((one) => [one.key, one.quantity, one.status]);
          expect(lines(shuffled)).toEqual(lines(parcelsOnly));
        },
      ),
    );
  });
});

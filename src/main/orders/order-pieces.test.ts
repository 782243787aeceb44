import { describe, expect, it } from 'vitest';
import { connector as hepsiburada } from '../../../connectors/hepsiburada/connector';
import { connector as shopify } from '../../../connectors/shopify/connector';
import { connector as trendyol } from '../../../connectors/trendyol/connector';
import { connector as woocommerce } from '../../../connectors/woocommerce/connector';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { OrderStatus } from '../../shared/domain/order';
import type { OrderDocument, PackageDocument } from '../../shared/domain/order-document';
import { readFields } from './action-fields';
import { piecesOf, standingOf } from './order-pieces';

const stamp = { modifiedAt: 1, readAt: 1 };
const EMPTY: OrderDocument = {
  ...{ key: 'k', number: 'n', placedAt: null, modifiedAt: null, dueAt: null, toldStatus: null },
  ...{ channelStatus: null, currency: 'TRY', toldTotal: null, discount: null, shipping: null, tax: null },
  ...{ customerName: null, email: null, phone: null, shippingAddress: null, billingAddress: null },
  ...{ paymentMethod: null, note: null, remoteIds: {}, packages: [] },
};

function line(key: string, status: OrderStatus | null, word: string | null) {
  return {
    ...{ key, sku: null, barcode: null, title: null, quantity: 2, unitPrice: null, total: null },
    ...{ discount: null, vatRate: null, status, channelStatus: word, variantKey: null, returnedPieces: 0 },
    ...stamp,
  };
}

function parcel(
  key: string,
  status: OrderStatus,
  word: string | null,
  more: Partial<PackageDocument> = {},
): PackageDocument {
  return {
    ...{ key, status, channelStatus: word, replaces: [], dissolved: false, carrier: null },
    ...{ trackingNumber: null, trackingUrl: null, total: null, lines: [line(`${key}-1`, null, null)] },
    ...stamp,
    ...more,
  };
}

const whole = (status: OrderStatus, word: string): OrderDocument => ({
  ...EMPTY,
  toldStatus: status,
  channelStatus: word,
  packages: [parcel('', status, word)],
});
const inParcel = (status: OrderStatus, word: string): OrderDocument => ({
  ...EMPTY,
  packages: [parcel('p1', status, word)],
});
const loose = (status: OrderStatus, word: string): OrderDocument => ({
  ...EMPTY,
  packages: [parcel('', 'unknown', null, { lines: [line('a', status, word), line('b', status, word)] })],
});

function offered({ orderChanges }: ConnectorDefinition, document: OrderDocument): string[] {
  return Object.entries(orderChanges?.actions ?? {})
    .filter(([, action]) => piecesOf(action, document).length > 0)
    .map(([name]) => name);
}

const action = ({ orderChanges }: ConnectorDefinition, name: string) => {
  const found = orderChanges?.actions[name];
  if (found === undefined) throw new Error(`no action ${name}`);
  return found;
};

describe('which changes an order can make', () => {
  it.each([
    [woocommerce, whole('awaiting', 'pending'), ['processing', 'hold', 'cancel']],
    [woocommerce, whole('awaiting', 'on-hold'), ['processing', 'cancel']],
    [woocommerce, whole('new', 'processing'), ['hold', 'complete', 'cancel']],
    [woocommerce, whole('delivered', 'completed'), []],
    [woocommerce, whole('cancelled', 'trash'), []],
    [woocommerce, whole('unknown', 'kargoya-verildi'), []],
    [trendyol, inParcel('awaiting', 'Awaiting'), []],
    [trendyol, inParcel('new', 'Created'), ['picking', 'unsupplied']],
    [trendyol, inParcel('preparing', 'Picking'), ['invoiced', 'unsupplied']],
    // A webhook writes words in capitals.
    [trendyol, inParcel('preparing', 'PICKING'), ['invoiced', 'unsupplied']],
    [trendyol, inParcel('preparing', 'Invoiced'), []],
    [trendyol, inParcel('shipped', 'Shipped'), []],
    [hepsiburada, loose('new', 'Open'), ['pack', 'cancel']],
    [hepsiburada, loose('new', 'Unpacked'), ['pack', 'cancel']],
    [hepsiburada, loose('awaiting', 'PaymentAwaiting'), []],
    [hepsiburada, inParcel('preparing', 'Packaged'), []],
    [shopify, whole('new', 'PAID / UNFULFILLED'), ['fulfil', 'cancel']],
    // Paid at the door: Kervan's own word counts, not the payment's.
    [shopify, whole('new', 'PENDING / UNFULFILLED'), ['fulfil', 'cancel']],
    [shopify, whole('awaiting', 'PENDING / UNFULFILLED'), ['cancel']],
    [shopify, whole('preparing', 'PAID / PARTIALLY_FULFILLED'), ['fulfil']],
    [shopify, whole('shipped', 'PAID / FULFILLED'), []],
    [shopify, whole('cancelled', 'CANCELLED / REFUNDED / UNFULFILLED'), []],
  ] as const)('%#: $id', (definition, document, wanted) => {
    expect(offered(definition, document)).toEqual(wanted);
  });

  it('leaves out parcels that count no more, and lines that were cancelled', () => {
    const packages = [
      parcel('old', 'new', 'Created'),
      parcel('p2', 'new', 'Created', {
        replaces: ['old'],
        lines: [line('x', null, null), line('y', 'cancelled', 'Cancelled')],
      }),
      parcel('p3', 'new', 'Created', { dissolved: true }),
    ];
    expect(piecesOf(action(trendyol, 'picking'), { ...EMPTY, packages })).toEqual([
      { key: 'p2', lines: [{ key: 'x', quantity: 2 }] },
    ]);
  });

  it('packs what waits together, and cancels it line by line', () => {
    const lines = [
      { key: 'a', quantity: 2 },
      { key: 'b', quantity: 2 },
    ];
    expect(piecesOf(action(hepsiburada, 'pack'), loose('new', 'Open'))).toEqual([{ key: '', lines }]);
    expect(piecesOf(action(hepsiburada, 'cancel'), loose('new', 'Open'))).toEqual([
      { key: 'a', lines: [lines[0]] },
      { key: 'b', lines: [lines[1]] },
    ]);
  });
});

describe('how a piece stands after it was asked for', () => {
  const picking = action(trendyol, 'picking');
  const piece = { key: 'p1', lines: [] };
  it.each([
    ['Created', 'open'],
    ['Picking', 'reached'],
    ['Invoiced', 'reached'],
    ['Cancelled', 'elsewhere'],
  ] as const)('a parcel that is %s: %s', (word, wanted) => {
    expect(standingOf(picking, piece, inParcel('new', word))).toBe(wanted);
  });

  it('a parcel that was replaced meanwhile went another way', () => {
    const packages = [parcel('p1', 'new', 'Created'), parcel('p2', 'new', 'Created', { replaces: ['p1'] })];
    expect(standingOf(picking, piece, { ...EMPTY, packages })).toBe('elsewhere');
  });

  it('a parcel that was taken apart is told by where its lines lie now', () => {
    const unsupplied = action(trendyol, 'unsupplied');
    const asked = { key: 'p1', lines: [{ key: 'x', quantity: 2 }] };
    const moved = (word: string) => ({
      ...EMPTY,
      packages: [
        parcel('p1', 'cancelled', 'UnPacked', { dissolved: true }),
        parcel('p2', 'new', word, { replaces: ['p1'], lines: [line('x', null, null)] }),
      ],
    });
    expect(standingOf(unsupplied, asked, moved('UnSupplied'))).toBe('reached');
    expect(standingOf(unsupplied, asked, moved('Created'))).toBe('elsewhere');
  });

  it('lines were packed when every one of them lies in a parcel', () => {
    const pack = action(hepsiburada, 'pack');
    const asked = { key: '', lines: [{ key: 'p1-1', quantity: 2 }] };
    expect(standingOf(pack, asked, inParcel('preparing', 'Open'))).toBe('reached');
    const both = { key: '', lines: [...asked.lines, { key: 'a', quantity: 2 }] };
    const half = {
      ...EMPTY,
      packages: [...inParcel('preparing', 'Open').packages, ...loose('new', 'Open').packages],
    };
    expect(standingOf(pack, both, half)).toBe('open');
  });
});

describe('what a person gives with a change', () => {
  const fields = [
    { name: 'number', label: { tr: 'No', en: 'No' }, maxLength: 5, optional: true, pattern: '[A-Z0-9]+' },
    {
      name: 'reason',
      label: { tr: 'Neden', en: 'Reason' },
      maxLength: 5,
      choices: [{ value: 'a', label: { tr: 'A', en: 'A' } }],
    },
  ] as const;
  it.each([
    [{ reason: 'a' }, { reason: 'a' }],
    [
      { number: ' A1 ', reason: 'a' },
      { number: 'A1', reason: 'a' },
    ],
    [{ number: '  ', reason: 'a' }, { reason: 'a' }],
  ])('takes %o', (given, wanted) => {
    expect(readFields({ fields }, given)).toEqual(wanted);
  });
  it.each([
    [{}, 'input.fieldMissing'],
    [{ reason: 'b' }, 'input.fieldPattern'],
    [{ number: 'a-1', reason: 'a' }, 'input.fieldPattern'],
    [{ number: 'ABCDEF', reason: 'a' }, 'input.fieldPattern'],
    [{ reason: 'a', more: 'x' }, 'input.unknownField'],
  ])('refuses %o', (given, code) => {
    expect(() => readFields({ fields }, given as Record<string, string>)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { type ChannelRules, DEFAULT_RULES } from '../../shared/domain/channel-rules';
import { listingIdSchema, variantIdSchema } from '../../shared/domain/ids';
import type { PreviewSource } from '../database';
import { previewRow } from './rule-preview';
import { PreviewSum } from './rule-preview-counts';

const source = (change: Partial<PreviewSource> = {}): PreviewSource => ({
  listingId: listingIdSchema.parse('1'),
  variantId: variantIdSchema.parse('2'),
  title: 'Bambu Havlu',
  variantTitle: null,
  sku: 'HVL-1',
  barcode: null,
  baseMinor: 10_000,
  baseListMinor: null,
  costMinor: null,
  currency: 'TRY',
  level: { onHand: 5, reserved: 0, safety: 0, available: 5 },
  opened: true,
  stopped: false,
  shownStock: 5,
  shownPrice: { minor: 10_000, listMinor: null, currency: 'TRY' },
  approvedPrice: null,
  ...change,
});
const SENDING: ChannelRules = {
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, send: true },
  price: { ...DEFAULT_RULES.price, send: true, listPrice: { kind: 'same' } },
};
const preview = (change: Partial<PreviewSource> = {}, rules = SENDING) =>
  previewRow(source(change), { rules, rateOf: () => null, channel: 'Mağaza' });
const dearer = { ...SENDING, price: { ...SENDING.price, factor: 2 } };
const changes = (row: ReturnType<typeof preview>) => [row.change, row.stock.change, row.price.change];

describe('what saving rules would do to a listing', () => {
  it.each([
    ['the channel shows it already', preview(), ['same', 'same', 'same']],
    ['other pieces', preview({ shownStock: 4 }), ['changed', 'changed', 'same']],
    ['the channel never said how many', preview({ shownStock: null }), ['changed', 'changed', 'same']],
    ['another price', preview({ baseMinor: 11_000 }), ['changed', 'same', 'changed']],
    ['the channel never said the price', preview({ shownPrice: null }), ['changed', 'same', 'changed']],
    ['a guard holds the price', preview({}, dearer), ['held', 'same', 'held']],
    ['… and the pieces go', preview({ shownStock: 4 }, dearer), ['held', 'changed', 'held']],
    ['stock that was never told', preview({ opened: false, shownStock: 9 }), ['same', 'none', 'same']],
    ['on the stop list', preview({ stopped: true }), ['changed', 'changed', 'same']],
    ['nothing is sent', preview({ shownStock: 9 }, DEFAULT_RULES), ['same', 'off', 'off']],
    ['a held price, not sent', preview({ baseMinor: null }, DEFAULT_RULES), ['same', 'off', 'off']],
  ])('%s', (_name, row, expected) => {
    expect(changes(row)).toEqual(expected);
  });

  it('lets a price through that a person approved, and only that one', () => {
    const approved = (minor: number) =>
      preview({ approvedPrice: { minor, listMinor: minor, currency: 'TRY' } }, dearer).price;
    expect(approved(20_000)).toMatchObject({ change: 'changed', approved: true });
    expect(approved(19_999)).toMatchObject({ change: 'held', approved: false });
    const cost: ChannelRules = {
      ...dearer,
      price: { ...dearer.price, floor: { kind: 'costPlus', percent: 0 } },
    };
    const missing = { approvedPrice: { minor: 20_000, listMinor: 20_000, currency: 'TRY' } };
    expect(preview(missing, cost).price).toMatchObject({ change: 'held', approvable: false });
  });

  it('names the product in the sentence by its code, its barcode or its title', () => {
    const skuOf = (change: Partial<PreviewSource>) => preview(change, dearer).price.error?.facts.sku;
    expect(skuOf({})).toBe('HVL-1');
    expect(skuOf({ sku: null, barcode: '869' })).toBe('869');
    expect(skuOf({ sku: null })).toBe('Bambu Havlu');
    expect(preview({}, dearer).price.error?.facts).toMatchObject({
      channel: 'Mağaza',
      old: 10_000,
      new: 20_000,
    });
  });

  it('adds up; what is not sent is in no sum of its kind', () => {
    const sum = new PreviewSum();
    for (const row of [
      preview(),
      preview({ shownStock: 4 }),
      preview({}, dearer),
      preview({ opened: false }),
      preview({}, DEFAULT_RULES),
    ])
      sum.add(row);
    expect(sum.counts).toEqual({
      same: 3,
      changed: 1,
      held: 1,
      total: 5,
      stock: { same: 2, changed: 1, held: 0 },
      price: { same: 3, changed: 0, held: 1 },
    });
  });
});

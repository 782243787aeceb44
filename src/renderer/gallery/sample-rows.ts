import type { GridQuery, GridSource } from '../ui';

export interface SampleRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly sku: string;
  readonly barcode: string;
  readonly stock: number;
  readonly priceMinor: number;
  readonly channel: string;
  readonly updatedAt: number;
}

export interface SampleFilter {
  readonly search: string;
  readonly mode: 'many' | 'few' | 'none' | 'failing' | 'slow';
}

const NAMES = [
  'Bambu Havlu 50×90',
  'Şişe Mantarı',
  'İpek Eşarp',
  'Isparta Gülü Kolonyası',
  'Çocuk Bornozu',
  'Ütü Masası Kılıfı',
];
const COLOURS = ['Bej', 'Gri', 'Lacivert', 'Açık yeşil'];
const CHANNELS = ['Trendyol', 'Hepsiburada', 'WooCommerce', 'Shopify'];
const START = Date.UTC(2026, 10, 24, 6, 0, 0);

/** The n-th product of a made-up shop; the same for the same n. */
export function sampleRow(number: number, total: number): SampleRow {
  const name = NAMES[number % NAMES.length] ?? '';
  const colour = COLOURS[number % COLOURS.length] ?? '';
  const isLong = number % 97 === 13;
  return {
    id: `row-${number}`,
    number,
    title: isLong ? `${name} · ${colour} `.repeat(10).slice(0, 200) : `${name} · ${colour}`,
    sku: `HVL-${String(number).padStart(String(total).length, '0')}`,
    barcode: `869${String(number).padStart(10, '0')}`,
    stock: (number * 7919) % 240,
    priceMinor:
      number % 50 === 0 ? 1 : number % 51 === 0 ? 999_999_999 : 4990 + ((number * 104_729) % 250_000),
    channel: CHANNELS[number % CHANNELS.length] ?? '',
    updatedAt: START - number * 61_000,
  };
}

/** A source of the gallery; `total` may grow between two questions, as a running import makes it. */
export function sampleSource(total: () => number): GridSource<SampleRow, SampleFilter> {
  const rowsOf = (query: GridQuery<SampleFilter>) => {
    if (query.filter.mode === 'none') return 0;
    return query.filter.mode === 'few' ? 12 : total();
  };
  return {
    count: async (query) => {
      if (query.filter.mode === 'failing') throw failure();
      if (query.filter.mode === 'slow') await new Promise(() => undefined);
      return { total: rowsOf(query), isExact: true };
    },
    window: async (query, offset, limit) => {
      const all = rowsOf(query);
      const isReversed = query.sort?.direction === 'descending';
      const end = Math.min(all, offset + limit);
      return Array.from({ length: Math.max(0, end - offset) }, (_, step) =>
        sampleRow(isReversed ? all - 1 - (offset + step) : offset + step, all),
      );
    },
  };
}

function failure() {
  return {
    code: 'chan.down',
    fault: 'channel',
    facts: { channel: 'Trendyol', code: 503, duration: 180_000, time: START + 720_000 },
  };
}

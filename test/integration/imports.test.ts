import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAIN_WAREHOUSE } from '../../src/main/database';
import { variantCreateSchema } from '../../src/shared/contract/stock';
import { variantIdSchema } from '../../src/shared/domain/ids';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';

interface View {
  readonly token: string;
  readonly phase: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly columns: readonly {
    readonly index: number;
    readonly header: string;
    readonly field: string | null;
    readonly remembered: boolean;
  }[];
  readonly summary: {
    readonly rows: number;
    readonly kinds: Readonly<Record<string, number>>;
    readonly ambiguous: readonly { readonly column: string; readonly text: string }[];
  } | null;
  readonly result: {
    readonly batchId: string | null;
    readonly created: number;
    readonly changed: number;
    readonly failed: number;
  } | null;
  readonly error: { readonly code: string } | null;
}
interface Row {
  readonly row: number;
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
  readonly errors: readonly { readonly code: string; readonly facts: Record<string, unknown> }[];
}

let kervan: InProcess;
beforeAll(async () => {
  kervan = await startInProcess();
});
afterAll(() => kervan.stop());

let serial = 0;
/** Codes of this test alone. */
let code = (name: string) => name;
beforeEach(() => {
  serial += 1;
  const mine = serial;
  code = (name) => `T${mine}-${name}`;
});

async function send(name: string, body: Uint8Array | string) {
  const response = await kervan.app.request(
    `http://127.0.0.1:1/api/imports?name=${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: { host: '127.0.0.1:1', authorization: `Bearer ${TOKEN}` },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    },
  );
  return { status: response.status, body: (await response.json()) as View & { code?: string } };
}

async function opened(name: string, body: Uint8Array | string): Promise<View> {
  const { status, body: view } = await send(name, body);
  expect(status, JSON.stringify(view)).toBe(201);
  return view;
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await kervan.ask(method, path, body);
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body as T;
}

const preview = (view: View, body: object = {}) =>
  ask<View>('POST', `/api/imports/${view.token}/preview`, body);
const rowsOf = async (view: View, kind?: string) =>
  (await ask<{ items: Row[] }>('GET', `/api/imports/${view.token}/rows${kind ? `?kind=${kind}` : ''}`)).items;

async function apply(view: View, body: object = {}): Promise<View> {
  await ask('POST', `/api/imports/${view.token}/apply`, body);
  return vi.waitFor(
    async () => {
      const now = await ask<View>('GET', `/api/imports/${view.token}`);
      expect(now.phase).toBe('done');
      return now;
    },
    { timeout: 20_000 },
  );
}

async function variant(sku: string, onHand: number | null, more: object = {}): Promise<string> {
  const input = variantCreateSchema.parse({
    title: `Ürün ${sku}`,
    sku,
    counts: onHand === null ? [] : [{ warehouseId: MAIN_WAREHOUSE, onHand }],
    ...more,
  });
  return (await kervan.service.handlers['variants.create'](input)).variant.id;
}

const today = async (id: string) => {
  const { variant: found } = await kervan.service.handlers['stock.get']({
    variantId: variantIdSchema.parse(id),
  });
  return found;
};

const csv = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

it('previews, applies and takes back a file with an error row; the stock is as before', async () => {
  const first = await variant(code('A'), 10, { basePriceMinor: 10_000 });
  const second = await variant(code('B'), 20, { basePriceMinor: 20_000 });
  const same = await variant(code('C'), 5);
  const file = csv(
    'Stok kodu;Eldeki;Fiyat',
    `${code('A')};12;129,90`,
    `${code('B')};18;`,
    `${code('C')};5;`,
    `${code('D')};1;10,00`,
    `${code('A')};3;`,
    `${code('B')} ;yok;`,
  );
  const view = await opened('stok.csv', file);
  expect(view.columns.map(({ field }) => field)).toEqual(['sku', 'stock:1', 'price']);
  const checked = await preview(view);
  expect(checked.summary).toMatchObject({
    rows: 6,
    kinds: { changed: 2, same: 1, bad: 3, new: 0, warned: 0 },
  });
  const rows = await rowsOf(view);
  expect(rows[0]?.changes).toEqual([
    { field: 'price', old: 100, new: 129.9 },
    { field: 'stock:1', old: 10, new: 12 },
  ]);
  expect(rows.map(({ errors }) => errors[0]?.code ?? null)).toEqual([
    null,
    null,
    null,
    'import.unknownRow',
    'import.duplicateRow',
    'import.duplicateRow',
  ]);
  expect((await today(first)).onHand).toBe(10);

  const done = await apply(view);
  expect(done.result).toMatchObject({ created: 0, changed: 2, failed: 0 });
  expect(await today(first)).toMatchObject({ onHand: 12, basePriceMinor: 12_990 });
  expect((await today(second)).onHand).toBe(18);
  const history = await ask<{ items: { batchId: string; fileName: string; rows: number }[] }>(
    'GET',
    '/api/imports',
  );
  expect(history.items[0]).toMatchObject({ batchId: done.result?.batchId, fileName: 'stok.csv', rows: 2 });

  expect(await ask('POST', `/api/imports/${view.token}/undo`)).toMatchObject({ undone: 2, skipped: [] });
  expect(await today(first)).toMatchObject({ onHand: 10, basePriceMinor: 10_000 });
  expect((await today(second)).onHand).toBe(20);
  expect((await today(same)).onHand).toBe(5);
});

it('asks about numbers with two readings and applies nothing before the answer', async () => {
  const id = await variant(code('A'), 1, { basePriceMinor: 100_000 });
  const view = await opened('fiyat.csv', csv('SKU,Fiyat', `${code('A')},1.299`));
  const asked = await preview(view);
  expect(asked.summary?.ambiguous).toMatchObject([
    { column: 'Fiyat', text: '1.299', comma: '1299', dot: '1.299' },
  ]);
  expect((await kervan.ask('POST', `/api/imports/${view.token}/apply`)).status).toBe(400);
  const answered = await preview(view, { decimal: 'comma' });
  expect(answered.summary).toMatchObject({ kinds: { changed: 1 }, ambiguous: [] });
  await apply(view);
  expect((await today(id)).basePriceMinor).toBe(129_900);
});

it('warns of a price that jumps and leaves it unless it is meant', async () => {
  const id = await variant(code('A'), 1, { basePriceMinor: 12_990 });
  const file = csv('SKU;Fiyat', `${code('A')};12990`);
  const view = await opened('fiyat.csv', file);
  expect((await preview(view)).summary?.kinds).toMatchObject({ warned: 1, changed: 0 });
  expect((await rowsOf(view, 'warned'))[0]?.errors[0]).toMatchObject({ code: 'price.jump' });
  expect((await apply(view)).result).toMatchObject({ changed: 0, batchId: null });
  expect((await today(id)).basePriceMinor).toBe(12_990);
  const again = await opened('fiyat.csv', file);
  await preview(again);
  await apply(again, { acceptWarned: true });
  expect((await today(id)).basePriceMinor).toBe(1_299_000);
});

it('makes new products only where that is wished, and takes them away again', async () => {
  const file = csv(
    'Ürün adı;Barkod;SKU;Fiyat;Eldeki',
    `Çay takımı;8690000000517;${code('A')};1.299,90;4`,
    `;;${code('B')};10,00;1`,
    `Adsız;;;10,00;1`,
  );
  const view = await opened('yeni.csv', file);
  expect((await preview(view)).summary?.kinds).toMatchObject({ bad: 3, new: 0 });
  expect((await preview(view, { unknown: 'create' })).summary?.kinds).toMatchObject({ new: 1, bad: 2 });
  expect((await rowsOf(view, 'bad')).map(({ errors }) => errors[0]?.code)).toEqual([
    'import.valueMissing',
    'import.unknownRow',
  ]);
  const done = await apply(view);
  expect(done.result).toMatchObject({ created: 1 });
  const found = await kervan.service.handlers['variants.window']({
    query: { text: code('A') },
    window: { offset: 0, limit: 10 },
  });
  expect(found[0]).toMatchObject({
    title: 'Çay takımı',
    onHand: 4,
    basePriceMinor: 129_990,
    barcode: '8690000000517',
  });
  await ask('POST', `/api/imports/${view.token}/undo`);
  expect(await kervan.service.handlers['variants.count']({ text: code('A') })).toMatchObject({ count: 0 });
});

it('leaves a row alone that somebody changed or counted after the preview, and names it', async () => {
  const edited = await variant(code('A'), 10, { basePriceMinor: 5_000 });
  const counted = await variant(code('B'), 10);
  const adjusted = await variant(code('C'), 10);
  const view = await opened(
    's.csv',
    csv('SKU;Eldeki;Fiyat', `${code('A')};;60,00`, `${code('B')};11;`, `${code('C')};15;`),
  );
  await preview(view);
  await kervan.service.handlers['variants.update']({
    id: variantIdSchema.parse(edited),
    change: { basePriceMinor: 5_500 },
    actor: 'person',
  });
  await ask('POST', `/api/stock/${counted}/count`, { counted: 7 });
  // As a sale: pieces leave, nobody said how many there are.
  await ask('POST', `/api/stock/${adjusted}/adjust`, { change: -2 });
  const done = await apply(view);
  expect(done.result).toMatchObject({ changed: 1, failed: 2 });
  expect((await today(edited)).basePriceMinor).toBe(5_500);
  expect((await today(counted)).onHand).toBe(7);
  expect((await today(adjusted)).onHand).toBe(13);
  const bad = await rowsOf(view, 'bad');
  expect(bad.map(({ row, errors }) => [row, errors[0]?.code])).toEqual([
    [2, 'import.changedSince'],
    [3, 'import.changedSince'],
  ]);
  const errors = await kervan.app.request(`http://127.0.0.1:1/api/imports/${view.token}/errors`, {
    headers: { host: '127.0.0.1:1', authorization: `Bearer ${TOKEN}`, 'accept-language': 'tr' },
  });
  const lines = (await errors.text()).trim().split('\r\n');
  expect(lines[0]).toBe('SKU;Eldeki;Fiyat;Neden');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(code('A'));
});

it('remembers what a person used a heading for', async () => {
  await variant(code('A'), 1);
  const file = csv('Kod;Rafta', `${code('A')};9`);
  const view = await opened('r.csv', file);
  expect(view.columns.map(({ field }) => field)).toEqual([null, null]);
  expect((await kervan.ask('POST', `/api/imports/${view.token}/preview`)).body).toMatchObject({
    code: 'import.columnMissing',
  });
  const columns = [
    { index: 0, field: 'sku' },
    { index: 1, field: 'stock:1' },
  ];
  expect((await preview(view, { columns })).summary?.kinds).toMatchObject({ changed: 1 });
  const again = await opened('r.csv', file);
  expect(again.columns).toMatchObject([
    { field: 'sku', remembered: true },
    { field: 'stock:1', remembered: true },
  ]);
  const twice = columns.map(({ index }) => ({ index, field: 'sku' }));
  expect(
    (await kervan.ask('POST', `/api/imports/${again.token}/preview`, { columns: twice })).body,
  ).toMatchObject({ code: 'import.columnTwice' });
});

describe('how a CSV is written', () => {
  const text = 'Barkod;Ürün adı;Eldeki\r\n8690000000123;Şişe, ğüçö İ;3\r\n';
  const utf16 = (big: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  const turkish = Uint8Array.from(text, (letter) => {
    const place = 'ĞİŞğışçöüÇÖÜ'.indexOf(letter);
    return place < 0
      ? letter.charCodeAt(0)
      : ([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe, 0xe7, 0xf6, 0xfc, 0xc7, 0xd6, 0xdc][place] ?? 0);
  });
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16, little end first', utf16(false), 'utf-16le'],
    ['UTF-16, big end first', utf16(true), 'utf-16be'],
    ['UTF-16 without its mark', utf16(false).subarray(2), 'utf-16le'],
    ['Windows-1254', turkish, 'windows-1254'],
  ])('reads %s', async (_name, bytes, encoding) => {
    const view = await opened('liste.csv', bytes);
    expect(view).toMatchObject({ encoding, delimiter: ';' });
    expect(view.columns).toMatchObject([
      { header: 'Barkod', field: 'barcode' },
      { header: 'Ürün adı', field: 'title', samples: ['Şişe, ğüçö İ'] },
      { header: 'Eldeki', samples: ['3'] },
    ]);
  });

  it.each<[string, string, string]>([
    ['commas', 'SKU,Eldeki,Fiyat\nA,1,"1.299,90"\nB,2,"5,00"\n', ','],
    ['tabs', 'SKU\tEldeki\tFiyat\nA\t1\t1.299,90\n', '\t'],
    ['told by its first line', 'sep=|\r\nSKU|Eldeki|Fiyat\r\nA|1|3\r\n', '|'],
    ['semicolons beside decimal commas', 'SKU;Eldeki;Fiyat\nA;1,0;2,5\nB;2,0;2,5\n', ';'],
    ['lines inside quotes', 'SKU;Eldeki;Fiyat\n"A\nB";1;2\n', ';'],
  ])('parts cells by %s', async (_name, content, delimiter) => {
    const view = await opened('x.csv', content);
    expect(view.delimiter).toBe(delimiter);
    expect(view.columns.map(({ field }) => field)).toEqual(['sku', 'stock:1', 'price']);
  });
});

it('reads the first visible sheet of a workbook: numbers as numbers, formulas by what they came to', async () => {
  const id = await variant(code('A'), 1, { basePriceMinor: 100_000, barcode: '8690000000611' });
  const book = new excel.Workbook();
  book.addWorksheet('Gizli', { state: 'hidden' }).addRow(['Eldeki', 'SKU']);
  const sheet = book.addWorksheet('Stok');
  sheet.addRow(['Barkod', 'Eldeki', 'Fiyat', 'Not']);
  sheet.addRow([
    8690000000611,
    { formula: '1+1', result: 7 },
    1299.9,
    { richText: [{ text: 'a' }, { text: 'b' }] },
  ]);
  const view = await opened('stok.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  expect(view.sheet).toBe('Stok');
  expect(view.columns[0]).toMatchObject({ field: 'barcode', samples: ['8690000000611'] });
  expect(view.columns[3]).toMatchObject({ samples: ['ab'] });
  await preview(view);
  await apply(view);
  expect(await today(id)).toMatchObject({ onHand: 7, basePriceMinor: 129_990 });
});

it('goes through many thousands of rows while others are answered', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${code(String(index))};${index % 50}`);
  const view = await opened('uzun.csv', csv('SKU;Eldeki', ...rows));
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const checked = await preview(view);
  clearInterval(watch);
  expect(checked.summary?.kinds).toMatchObject({ bad: 20_000 });
  const last20 = await ask<{ items: Row[]; total: number }>(
    'GET',
    `/api/imports/${view.token}/rows?offset=19990`,
  );
  expect(last20).toMatchObject({ total: 20_000 });
  expect(last20.items.at(-1)?.row).toBe(20_001);
  expect(longest).toBeLessThan(200);
}, 60_000);

describe('an exported file', () => {
  const COLUMNS = [
    ...[
      'id',
      'title',
      'variantTitle',
      'sku',
      'barcode',
      'brand',
      'onHand',
      'onHandBefore',
      'reserved',
      'safety',
    ],
    ...['available', 'price', 'listPrice', 'cost', 'currency', 'vatRate'],
  ];
  async function exported(format: 'csv' | 'xlsx', language: 'tr' | 'en', text: string): Promise<Buffer> {
    const path = join(kervan.dataDir, `${text}.${format}`);
    await kervan.service.exportRows({
      what: 'variants',
      query: { text },
      selection: {},
      columns: COLUMNS,
      format,
      language,
      path,
    });
    return readFile(path);
  }

  it.each([
    ['csv', 'tr'],
    ['csv', 'en'],
    ['xlsx', 'tr'],
    ['xlsx', 'en'],
  ] as const)('as %s in %s comes back without a change', async (format, language) => {
    await kervan.service.handlers['warehouses.add']({ name: `Depo ${serial}` });
    await variant(code('A'), 12, {
      title: '=Şişe; "İnce"',
      basePriceMinor: 12_990,
      baseListPriceMinor: 1_999_900,
      costMinor: 5,
      barcode: `869000${1_000_000 + serial}`,
      vatRate: 20,
      safety: 2,
    });
    await variant(code('B'), null);
    const view = await opened(`stok.${format}`, await exported(format, language, code('')));
    const fields = view.columns.map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['id', 'title', 'sku', 'stock:1', 'stockBefore:1', 'price', 'vatRate']),
    );
    const checked = await preview(view, { decimal: 'dot' });
    expect(checked.summary).toMatchObject({ rows: 2, kinds: { same: 2 } });
  });

  it('edited while orders come in books only the difference: what was sold stays sold', async () => {
    const id = await variant(code('A'), 10, { basePriceMinor: 10_000 });
    const file = (await exported('csv', 'tr', code('A'))).toString('utf8');
    const [heading = '', line = ''] = file.trim().split('\r\n');
    const cells = line.split(';');
    const at = heading.split(';').findIndex((name) => /^Eldeki/.test(name));
    expect(cells[at]).toBe('10');
    cells[at] = '15';
    // Three leave meanwhile.
    await ask('POST', `/api/stock/${id}/adjust`, { change: -3 });
    const view = await opened('stok.csv', `${heading}\r\n${cells.join(';')}\r\n`);
    await preview(view);
    expect((await rowsOf(view))[0]?.changes).toEqual([{ field: 'stock:1', old: 7, new: 12 }]);
    await apply(view);
    expect((await today(id)).onHand).toBe(12);
  });
});

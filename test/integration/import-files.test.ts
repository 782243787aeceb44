import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stockCountSchema } from '../../src/shared/contract/stock';
import { importsOf } from './kit/imports';
import { type InProcess, startInProcess } from './kit/service-in-process';

let kervan: InProcess;
let imports: ReturnType<typeof importsOf>;
beforeAll(async () => {
  kervan = await startInProcess();
  imports = importsOf(kervan);
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
    const view = await imports.opened('liste.csv', bytes);
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
    const view = await imports.opened('x.csv', content);
    expect(view.delimiter).toBe(delimiter);
    expect(view.columns.map(({ field }) => field)).toEqual(['sku', 'stock:1', 'price']);
  });
});

it('reads the first visible sheet of a workbook: numbers as numbers, formulas by what they came to', async () => {
  const id = await imports.variant(code('A'), 1, { basePriceMinor: 100_000, barcode: '8690000000611' });
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
  const view = await imports.opened('stok.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
  expect(view.sheet).toBe('Stok');
  expect(view.columns[0]).toMatchObject({ field: 'barcode', samples: ['8690000000611'] });
  expect(view.columns[3]).toMatchObject({ samples: ['ab'] });
  await imports.preview(view);
  await imports.apply(view);
  expect(await imports.today(id)).toMatchObject({ onHand: 7, basePriceMinor: 129_990 });
});

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
    await imports.variant(code('A'), 12, {
      title: '=Şişe; "İnce"',
      basePriceMinor: 12_990,
      baseListPriceMinor: 1_999_900,
      costMinor: 5,
      barcode: `869000${1_000_000 + serial}`,
      vatRate: 20,
      safety: 2,
    });
    await imports.variant(code('B'), null);
    // Oversold.
    const oversold = await imports.variant(code('C'), 1);
    const counted = { variantId: oversold, counted: 0, expected: 3 };
    await kervan.service.handlers['stock.count'](stockCountSchema.parse(counted));
    expect((await imports.today(oversold)).onHand).toBe(-2);
    const view = await imports.opened(`stok.${format}`, await exported(format, language, code('')));
    const fields = view.columns.map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['id', 'title', 'sku', 'stock:1', 'stockBefore:1', 'price', 'vatRate']),
    );
    const checked = await imports.preview(view, { decimal: 'dot' });
    expect(checked.summary).toMatchObject({ rows: 3, kinds: { same: 3 } });
  });

  it('edited while orders come in books only the difference: what was sold stays sold', async () => {
    const id = await imports.variant(code('A'), 10, { basePriceMinor: 10_000 });
    const file = (await exported('csv', 'tr', code('A'))).toString('utf8');
    const [heading = '', line = ''] = file.trim().split('\r\n');
    const cells = line.split(';');
    const at = heading.split(';').findIndex((name) => /^Eldeki/.test(name));
    expect(cells[at]).toBe('10');
    cells[at] = '15';
    // Three leave meanwhile.
    await kervan.call('POST', `/api/stock/${id}/adjust`, { change: -3 });
    const view = await imports.opened('stok.csv', `${heading}\r\n${cells.join(';')}\r\n`);
    await imports.preview(view);
    expect((await imports.rowsOf(view))[0]?.changes).toEqual([{ field: 'stock:1', old: 7, new: 12 }]);
    await imports.apply(view);
    expect((await imports.today(id)).onHand).toBe(12);
  });
});

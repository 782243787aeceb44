import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { variantIdSchema } from '../../src/shared/domain/ids';
import { csv, importsOf, type Row } from './kit/imports';
import { type InProcess, startInProcess, TOKEN } from './kit/service-in-process';

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

it('previews, applies and takes back a file with an error row; the stock is as before', async () => {
  const first = await imports.variant(code('A'), 10, { basePriceMinor: 10_000 });
  const second = await imports.variant(code('B'), 20, { basePriceMinor: 20_000 });
  const same = await imports.variant(code('C'), 5);
  const file = csv(
    'Stok kodu;Eldeki;Fiyat',
    `${code('A')};12;129,90`,
    `${code('B')};18;`,
    `${code('C')};5;`,
    `${code('D')};1;10,00`,
    `${code('A')};3;`,
    `${code('B')} ;yok;`,
  );
  const view = await imports.opened('stok.csv', file);
  expect(view.columns.map(({ field }) => field)).toEqual(['sku', 'stock:1', 'price']);
  const checked = await imports.preview(view);
  expect(checked.summary).toMatchObject({
    rows: 6,
    kinds: { changed: 2, same: 1, bad: 3, new: 0, warned: 0 },
  });
  const rows = await imports.rowsOf(view);
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
  expect((await imports.today(first)).onHand).toBe(10);

  const done = await imports.apply(view);
  expect(done.result).toMatchObject({ created: 0, changed: 2, failed: 0 });
  expect(await imports.today(first)).toMatchObject({ onHand: 12, basePriceMinor: 12_990 });
  expect((await imports.today(second)).onHand).toBe(18);
  const history = await kervan.call<{ items: { batchId: string; fileName: string; rows: number }[] }>(
    'GET',
    '/api/imports',
  );
  expect(history.items[0]).toMatchObject({ batchId: done.result?.batchId, fileName: 'stok.csv', rows: 2 });

  expect(await kervan.call('POST', `/api/imports/${view.token}/undo`)).toMatchObject({
    undone: 2,
    skipped: [],
  });
  expect(await imports.today(first)).toMatchObject({ onHand: 10, basePriceMinor: 10_000 });
  expect((await imports.today(second)).onHand).toBe(20);
  expect((await imports.today(same)).onHand).toBe(5);
});

it('asks about numbers with two readings and applies nothing before the answer', async () => {
  const id = await imports.variant(code('A'), 1, { basePriceMinor: 100_000 });
  const view = await imports.opened('fiyat.csv', csv('SKU,Fiyat', `${code('A')},1.299`));
  const asked = await imports.preview(view);
  expect(asked.summary?.ambiguous).toMatchObject([
    { column: 'Fiyat', text: '1.299', comma: '1299', dot: '1.299' },
  ]);
  expect((await kervan.ask('POST', `/api/imports/${view.token}/apply`)).status).toBe(400);
  const answered = await imports.preview(view, { decimal: 'comma' });
  expect(answered.summary).toMatchObject({ kinds: { changed: 1 }, ambiguous: [] });
  await imports.apply(view);
  expect((await imports.today(id)).basePriceMinor).toBe(129_900);
});

it('warns of a price that jumps and leaves it unless it is meant', async () => {
  const id = await imports.variant(code('A'), 1, { basePriceMinor: 12_990 });
  const file = csv('SKU;Fiyat', `${code('A')};12990`);
  const view = await imports.opened('fiyat.csv', file);
  expect((await imports.preview(view)).summary?.kinds).toMatchObject({ warned: 1, changed: 0 });
  expect((await imports.rowsOf(view, 'warned'))[0]?.errors[0]).toMatchObject({ code: 'price.jump' });
  expect((await imports.apply(view)).result).toMatchObject({ changed: 0, batchId: null });
  expect((await imports.today(id)).basePriceMinor).toBe(12_990);
  const again = await imports.opened('fiyat.csv', file);
  await imports.preview(again);
  await imports.apply(again, { acceptWarned: true });
  expect((await imports.today(id)).basePriceMinor).toBe(1_299_000);
});

it('makes new products only where that is wished, and takes them away again', async () => {
  const file = csv(
    'Ürün adı;Barkod;SKU;Fiyat;Eldeki',
    `Çay takımı;8690000000517;${code('A')};1.299,90;4`,
    `;;${code('B')};10,00;1`,
    `Adsız;;;10,00;1`,
  );
  const view = await imports.opened('yeni.csv', file);
  expect((await imports.preview(view)).summary?.kinds).toMatchObject({ bad: 3, new: 0 });
  expect((await imports.preview(view, { unknown: 'create' })).summary?.kinds).toMatchObject({
    new: 1,
    bad: 2,
  });
  expect((await imports.rowsOf(view, 'bad')).map(({ errors }) => errors[0]?.code)).toEqual([
    'import.valueMissing',
    'import.unknownRow',
  ]);
  const done = await imports.apply(view);
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
  await kervan.call('POST', `/api/imports/${view.token}/undo`);
  expect(await kervan.service.handlers['variants.count']({ text: code('A') })).toMatchObject({ count: 0 });
});

it('leaves a row alone that somebody changed or counted after the preview, and names it', async () => {
  const edited = await imports.variant(code('A'), 10, { basePriceMinor: 5_000 });
  const counted = await imports.variant(code('B'), 10);
  const adjusted = await imports.variant(code('C'), 10);
  const view = await imports.opened(
    's.csv',
    csv('SKU;Eldeki;Fiyat', `${code('A')};;60,00`, `${code('B')};11;`, `${code('C')};15;`),
  );
  await imports.preview(view);
  await kervan.service.handlers['variants.update']({
    id: variantIdSchema.parse(edited),
    change: { basePriceMinor: 5_500 },
    actor: 'person',
  });
  await kervan.call('POST', `/api/stock/${counted}/count`, { counted: 7 });
  // As a sale: pieces leave, nobody said how many there are.
  await kervan.call('POST', `/api/stock/${adjusted}/adjust`, { change: -2 });
  const done = await imports.apply(view);
  expect(done.result).toMatchObject({ changed: 1, failed: 2 });
  expect((await imports.today(edited)).basePriceMinor).toBe(5_500);
  expect((await imports.today(counted)).onHand).toBe(7);
  expect((await imports.today(adjusted)).onHand).toBe(13);
  const bad = await imports.rowsOf(view, 'bad');
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
  await imports.variant(code('A'), 1);
  const file = csv('Kod;Rafta', `${code('A')};9`);
  const view = await imports.opened('r.csv', file);
  expect(view.columns.map(({ field }) => field)).toEqual([null, null]);
  expect((await kervan.ask('POST', `/api/imports/${view.token}/preview`)).body).toMatchObject({
    code: 'import.columnMissing',
  });
  const columns = [
    { index: 0, field: 'sku' },
    { index: 1, field: 'stock:1' },
  ];
  expect((await imports.preview(view, { columns })).summary?.kinds).toMatchObject({ changed: 1 });
  const again = await imports.opened('r.csv', file);
  expect(again.columns).toMatchObject([
    { field: 'sku', remembered: true },
    { field: 'stock:1', remembered: true },
  ]);
  const twice = columns.map(({ index }) => ({ index, field: 'sku' }));
  expect(
    (await kervan.ask('POST', `/api/imports/${again.token}/preview`, { columns: twice })).body,
  ).toMatchObject({ code: 'import.columnTwice' });
});

it('goes through many thousands of rows while others are answered', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${code(String(index))};${index % 50}`);
  const view = await imports.opened('uzun.csv', csv('SKU;Eldeki', ...rows));
  // Each turn of this is one that a question of the window would have had.
  let turns = 0;
  const watch = setInterval(() => {
    turns += 1;
  }, 1);
  const checked = await imports.preview(view);
  clearInterval(watch);
  expect(checked.summary?.kinds).toMatchObject({ bad: 20_000 });
  const last20 = await kervan.call<{ items: Row[]; total: number }>(
    'GET',
    `/api/imports/${view.token}/rows?offset=19990`,
  );
  expect(last20).toMatchObject({ total: 20_000 });
  expect(last20.items.at(-1)?.row).toBe(20_001);
  expect(turns).toBeGreaterThan(50);
}, 60_000);

it('ended early by a person keeps what was done, and takes exactly that back', async () => {
  const rows = Array.from({ length: 1_500 }, (_, index) => `${code(String(index))};Ürün ${index};5;10,00`);
  const made = await imports.opened('yeni.csv', csv('SKU;Ürün adı;Eldeki;Fiyat', ...rows));
  await imports.preview(made, { unknown: 'create' });
  await kervan.call('POST', `/api/imports/${made.token}/apply`);
  await new Promise<void>((begun) => {
    const stop = kervan.service.events.on('import.changed', ({ progress }) => {
      if ((progress?.done ?? 0) === 0) return;
      stop();
      begun();
    });
  });
  await kervan.call('POST', `/api/imports/${made.token}/cancel`);
  const { body: ended } = await kervan.ask('GET', `/api/imports/${made.token}`);
  expect(ended).toMatchObject({ phase: 'done', result: { cancelled: true } });
  const query = { text: code('') };
  const { count } = await kervan.service.handlers['variants.count'](query);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(1_500);
  expect(ended).toMatchObject({ result: { created: count } });
  expect(await kervan.call('POST', `/api/imports/${made.token}/undo`)).toMatchObject({ undone: count });
  expect((await kervan.service.handlers['variants.count'](query)).count).toBe(0);
}, 60_000);

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import excel from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { type Cell, money, number, text, time } from './cell';
import { exportFile } from './export-file';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-export-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const row: Cell[] = [
  text('Şişe "İnce"; 0,5 L'),
  text('=HYPERLINK("http://x")'),
  text('8690000000000000001'),
  money({ minor: 123450, currency: 'TRY' }),
  number(-2),
  time(Date.parse('2026-11-24T21:30:00Z')),
  null,
];
async function* chunks(rows: Cell[][]) {
  yield rows;
}
const job = (format: 'csv' | 'xlsx', language: 'tr' | 'en', rows: AsyncIterable<Cell[][]>) => ({
  path: join(folder, `out.${format}`),
  format,
  language,
  sheetName: 'Ürünler',
  headings: ['Ad', 'Not', 'Barkod', 'Fiyat', 'Stok', 'Tarih', 'Boş'],
  rows,
});

describe('CSV', () => {
  it('is what Turkish Excel opens: mark, semicolons, comma decimals, Istanbul time, no live formula', async () => {
    const result = await exportFile(job('csv', 'tr', chunks([row])));
    const lines = (await readFile(result.path, 'utf8')).split('\r\n');
    expect(lines[0]).toBe('\uFEFFAd;Not;Barkod;Fiyat;Stok;Tarih;Boş');
    expect(lines[1]).toBe(
      '"Şişe ""İnce""; 0,5 L";"\'=HYPERLINK(""http://x"")";8690000000000000001;1234,50;-2;25.11.2026 00:30;',
    );
    expect(result.rows).toBe(1);
  });

  it('uses commas and dots in English', async () => {
    const result = await exportFile(
      job('csv', 'en', chunks([[money({ minor: -5, currency: 'TRY' }), time(0)]])),
    );
    expect((await readFile(result.path, 'utf8')).split('\r\n')[1]).toBe('-0.05,1970-01-01 03:00');
  });
});

describe('XLSX', () => {
  it('keeps types: codes as text, money as numbers, times as dates', async () => {
    const result = await exportFile(job('xlsx', 'tr', chunks([row, row])));
    const book = new excel.Workbook();
    await book.xlsx.readFile(result.path);
    const read = book.getWorksheet('Ürünler')?.getRow(2);
    expect(read?.getCell(1).value).toBe('Şişe "İnce"; 0,5 L');
    expect(read?.getCell(2).value).toBe('=HYPERLINK("http://x")');
    expect(read?.getCell(3).value).toBe('8690000000000000001');
    expect(read?.getCell(4).value).toBe(1234.5);
    expect(read?.getCell(6).value).toEqual(new Date('2026-11-25T00:30:00Z'));
    expect(result.rows).toBe(2);
  });
});

describe('a failed export', () => {
  it('says why and leaves no half file', async () => {
    async function* breaking(): AsyncGenerator<Cell[][]> {
      yield [row];
      throw new AppError('db.damaged');
    }
    await expect(exportFile(job('csv', 'tr', breaking()))).rejects.toMatchObject({ code: 'db.damaged' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('names a folder that is not there', async () => {
    const missing = { ...job('csv', 'tr', chunks([row])), path: join(folder, 'none', 'out.csv') };
    await expect(exportFile(missing)).rejects.toMatchObject({
      code: 'export.failed',
      facts: { reason: 'ENOENT' },
    });
  });
});

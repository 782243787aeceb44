import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { CellValue } from 'exceljs';
import { minorDigits } from '../../shared/domain/money';
import { AppError } from '../../shared/errors/app-error';
import { type Cell, istanbulClock } from './cell';
import type { Sheet } from './sheet';

/** Excel's own limit, the heading row included. */
export const XLSX_ROW_LIMIT = 1_048_576;
const XLSX_TEXT_LIMIT = 32_767;

/** Typed cells: numbers add up, times sort, long codes stay text. */
export async function createXlsxSheet(path: string, sheetName: string): Promise<Sheet> {
  const { default: excel } = await import('exceljs');
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await once(stream, 'open');
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 1 }] });
  let written = 0;
  return {
    async header(names) {
      const row = sheet.addRow([...names]);
      row.font = { bold: true };
      row.commit();
      written += 1;
    },
    async row(cells) {
      if (written >= XLSX_ROW_LIMIT)
        throw new AppError('export.failed', { facts: { reason: 'rowLimit', limit: XLSX_ROW_LIMIT } });
      const row = sheet.addRow(cells.map(cellValue));
      cells.forEach((cell, index) => {
        const format = cell === null ? undefined : numberFormat(cell);
        if (format) row.getCell(index + 1).numFmt = format;
      });
      row.commit();
      written += 1;
      if (stream.writableNeedDrain) await once(stream, 'drain');
    },
    async end() {
      await workbook.commit();
      if (!stream.closed) await once(stream, 'close');
    },
    abort() {
      stream.destroy();
    },
  };
}

function cellValue(cell: Cell): CellValue {
  if (cell === null) return null;
  switch (cell.kind) {
    case 'text':
      return cell.value.slice(0, XLSX_TEXT_LIMIT);
    case 'number':
      return cell.value;
    case 'money':
      return cell.value.minor / 10 ** minorDigits(cell.value.currency);
    case 'time':
      return istanbulClock(cell.value);
  }
}

function numberFormat(cell: NonNullable<Cell>): string | undefined {
  switch (cell.kind) {
    case 'money':
      return minorDigits(cell.value.currency) === 0 ? '#,##0' : '#,##0.00';
    case 'time':
      return 'dd.mm.yyyy hh:mm';
    case 'text':
      return '@';
    case 'number':
      return undefined;
  }
}

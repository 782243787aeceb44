import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stringify } from 'csv-stringify';
import { moneyToDecimal } from '../../shared/domain/money';
import { type Cell, harmlessText, istanbulClock } from './cell';
import type { Sheet } from './sheet';

/** UTF-8 with a byte-order mark; in Turkish `;` between cells and a decimal comma, as Excel there expects. */
export function createCsvSheet(path: string, language: 'tr' | 'en'): Sheet {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  const rows = stringify({
    bom: true,
    delimiter: language === 'tr' ? ';' : ',',
    record_delimiter: 'windows',
    // A lone line break ends a row for a spreadsheet too: unquoted, what follows it would be a cell of its own, or a formula.
    quoted_match: /[\r\n\t\v\f\u0085\u2028\u2029]/,
  });
  rows.pipe(file);
  const failed = new Promise<never>((_, reject) => {
    file.once('error', reject);
    rows.once('error', reject);
  });
  failed.catch(() => undefined);
  const put = async (cells: readonly string[]): Promise<void> => {
    if (!rows.write(cells)) await Promise.race([once(rows, 'drain'), failed]);
  };
  return {
    header: (names) => put([...names]),
    row: (cells) => put(cells.map((cell) => csvText(cell, language))),
    async end() {
      rows.end();
      await Promise.race([once(file, 'close'), failed]);
    },
    abort() {
      rows.destroy();
      file.destroy();
    },
  };
}

function csvText(cell: Cell, language: 'tr' | 'en'): string {
  if (cell === null) return '';
  switch (cell.kind) {
    case 'text':
      return harmlessText(cell.value);
    case 'number':
      return decimal(String(cell.value), language);
    case 'money':
      return decimal(moneyToDecimal(cell.value), language);
    case 'time':
      return clockText(cell.value, language);
  }
}

function decimal(value: string, language: 'tr' | 'en'): string {
  return language === 'tr' ? value.replace('.', ',') : value;
}

function clockText(utcMs: number, language: 'tr' | 'en'): string {
  const [date = '', clock = ''] = istanbulClock(utcMs).toISOString().split('T');
  const minutes = clock.slice(0, 5);
  if (language === 'en') return `${date} ${minutes}`;
  return `${date.split('-').reverse().join('.')} ${minutes}`;
}

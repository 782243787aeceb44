import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error';
import { detectDialect } from './csv-dialect';
import { LONGEST_CELL, LONGEST_ROW, MOST_COLUMNS } from './limits';
import type { RawCell, Table, TableRow } from './table';
import { detectEncoding, textOf } from './text-encoding';

const CHUNK_ROWS = 200;
const DIALECT_LETTERS = 64 * 1024;
const recordSchema = z.array(z.string());

/** @param name of the file, as a person knows it */
export async function openCsv(path: string, name: string): Promise<Table> {
  const encoding = await detectEncoding(path);
  let start = '';
  for await (const text of textOf(path, encoding)) {
    start += text;
    if (start.length >= DIALECT_LETTERS) break;
  }
  if (start.includes('\u0000')) throw new AppError('import.unreadable', { facts: { file: name } });
  const { delimiter, skippedLines } = detectDialect(start);
  return {
    format: 'csv',
    encoding,
    delimiter,
    sheet: null,
    async *rows() {
      const parser = parse({
        delimiter,
        from_line: 1 + skippedLines,
        relax_column_count: true,
        // A quote inside an unquoted cell is a letter (5" hose), as spreadsheets read it.
        relax_quotes: true,
        max_record_size: LONGEST_ROW,
      });
      // Failures arrive where the rows are read.
      pipeline(Readable.from(textOf(path, encoding)), parser, () => undefined);
      let row = skippedLines;
      let chunk: TableRow[] = [];
      try {
        for await (const record of parser) {
          row += 1;
          chunk.push({ row, cells: recordSchema.parse(record).map((text) => cellOf(text, name)) });
          if ((chunk.at(-1)?.cells.length ?? 0) > MOST_COLUMNS)
            throw new AppError('import.tooLarge', { facts: { file: name, row } });
          if (chunk.length < CHUNK_ROWS) continue;
          yield chunk;
          chunk = [];
        }
        yield chunk;
      } catch (thrown) {
        throw thrown instanceof CsvError ? asImportError(thrown, name, row + 1) : thrown;
      } finally {
        parser.destroy();
      }
    },
  };
}

function cellOf(text: string, name: string): RawCell {
  if (text.length > LONGEST_CELL) throw new AppError('import.tooLarge', { facts: { file: name } });
  return text === '' ? null : text;
}

function asImportError(error: CsvError, file: string, row: number): AppError {
  const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'import.tooLarge' : 'import.unreadable';
  return new AppError(code, { facts: { file, row }, cause: error });
}

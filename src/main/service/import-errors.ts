import type { ExportResult } from '../../shared/contract/catalogue-data';
import { type Cell, number, text } from '../exports/cell';
import { exportFile } from '../exports/export-file';
import type { RawCell } from '../imports/table';
import { type ImportSession, placesOf } from './import-desk';
import type { Sentences } from './sentences';
import type { ImportErrorsRequest } from './service';

const CHUNK_ROWS = 200;

/** Writes the rows that were not taken over, as they were, with the reason beside each: mended, the file can be imported. */
export function writeImportErrors(
  session: ImportSession,
  sentences: Sentences,
  { path, format, language }: ImportErrorsRequest,
): Promise<ExportResult> {
  const { columns } = session;
  return exportFile({
    path,
    format,
    language,
    sheetName: sentences.heading('sheet.importErrors', language),
    headings: [...columns.map(({ header }) => header), sentences.heading('importErrors.reason', language)],
    rows: badRows(session, sentences, language),
  });
}

async function* badRows(
  session: ImportSession,
  sentences: Sentences,
  language: 'tr' | 'en',
): AsyncGenerator<Cell[][]> {
  const { plan, columns } = session;
  const places = placesOf(session, session.acceptWarned ? ['bad'] : ['bad', 'warned']);
  for (let at = 0; plan !== null && at < places.length; at += CHUNK_ROWS) {
    const chunk = places.slice(at, at + CHUNK_ROWS);
    const rows = await plan.read(chunk);
    yield rows.map(({ cells, errors }, index) => {
      const failure = session.failed.get(chunk[index] ?? -1);
      const reasons = failure === undefined ? errors : [failure];
      const sentence = reasons.map((error) => sentences.error(error, language)).join(' ');
      return [...columns.map((column) => cellOf(cells[column.index] ?? null)), text(sentence)];
    });
  }
}

function cellOf(cell: RawCell): Cell {
  return typeof cell === 'number' ? number(cell) : text(cell);
}

import type { ServiceHandlers } from '../../shared/contract';
import type { ExportRequest, ExportResult } from '../../shared/contract/catalogue-data';
import { AppError } from '../../shared/errors/app-error';
import type { Cell } from '../exports/cell';
import { listingColumns, orderColumns, type Wording } from '../exports/columns';
import { exportFile } from '../exports/export-file';
import { type Heading, variantColumns, warehouseColumns } from '../exports/variant-columns';
import type { ServiceContext } from './context';
import type { Sentences } from './sentences';
import type { RowPages } from './service';

type Handlers = Pick<
  ServiceHandlers,
  | 'listings.count'
  | 'listings.window'
  | 'listings.get'
  | 'listings.facets'
  | 'orders.count'
  | 'orders.window'
  | 'orders.get'
>;

export function rowHandlers({ reader }: ServiceContext): Handlers {
  return {
    'listings.count': (query) => reader.listings.count(query),
    'listings.window': ({ query, window }) => reader.listings.window(query, window.offset, window.limit),
    'listings.get': ({ id }) => reader.listings.get(id),
    'listings.facets': (request) => reader.listings.facets(request),
    'orders.count': (query) => reader.orders.count(query),
    'orders.window': ({ query, window }) => reader.orders.window(query, window.offset, window.limit),
    'orders.get': ({ id }) => reader.orders.get(id),
  };
}

export function rowPages({ reader }: ServiceContext): RowPages {
  return {
    products: (request) => reader.listings.page(request),
    orders: (request) => reader.orders.page(request),
    variants: (request) => reader.variants.page(request),
  };
}

export async function exportRows(
  context: ServiceContext,
  sentences: Sentences,
  request: ExportRequest,
  signal?: AbortSignal,
): Promise<ExportResult> {
  const { reader } = context;
  const wording = wordingOf(context, sentences, request.language);
  const file = {
    path: request.path,
    format: request.format,
    language: request.language,
    sheetName: sentences.heading(`sheet.${request.what}`, request.language),
    signal,
  };
  const headings = request.columns.map((column) =>
    sentences.heading(`${request.what}.${column}`, request.language),
  );
  switch (request.what) {
    case 'listings': {
      const cells = columnsOf(listingColumns, request.columns);
      return exportFile({
        ...file,
        headings,
        rows: cellRows(reader.listings.iterate(request.query, request.selection), cells, wording),
      });
    }
    case 'orders': {
      const cells = columnsOf(orderColumns, request.columns);
      return exportFile({
        ...file,
        headings,
        rows: cellRows(reader.orders.iterate(request.query, request.selection), cells, wording),
      });
    }
    case 'variants': {
      const columns = variantSheet(context, sentences, request, wording);
      return exportFile({
        ...file,
        headings: columns.map(({ heading }) => heading),
        rows: cellRows(
          reader.variants.iterate(request.query, request.selection),
          columns.map(({ cell }) => cell),
          wording,
        ),
      });
    }
  }
}

/** Stock is a column per warehouse, so that the file can be edited and imported again. */
function variantSheet(
  { database }: ServiceContext,
  sentences: Sentences,
  { columns, language }: ExportRequest,
  wording: Wording,
): readonly Heading[] {
  return columns.flatMap((column): readonly Heading[] => {
    const heading = sentences.heading(`variants.${column}`, language);
    if (column === 'onHand' || column === 'onHandBefore')
      return warehouseColumns(heading, database.stock.warehouses());
    return columnsOf(variantColumns, [column]).map((cell) => ({
      heading,
      cell: (row) => cell(row, wording),
    }));
  });
}

type CellOf<Row> = (row: Row, wording: Wording) => Cell;

function columnsOf<Row>(
  known: Readonly<Record<string, CellOf<Row>>>,
  names: readonly string[],
): CellOf<Row>[] {
  return names.map((name) => {
    const column = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!column) throw new AppError('input.invalid', { facts: { field: `columns.${name}` } });
    return column;
  });
}

async function* cellRows<Row>(
  chunks: AsyncIterable<readonly Row[]>,
  columns: readonly CellOf<Row>[],
  wording: Wording,
): AsyncGenerator<Cell[][]> {
  for await (const chunk of chunks) yield chunk.map((row) => columns.map((cellOf) => cellOf(row, wording)));
}

function wordingOf({ database }: ServiceContext, sentences: Sentences, language: 'tr' | 'en'): Wording {
  const names = new Map<string, string>(database.connections.list().map((one) => [one.id, one.name]));
  return {
    connectionName: (id) => names.get(id) ?? '',
    listingStatus: (status) => sentences.status(`listing.${status}`, language),
    orderStatus: (status) => sentences.status(`order.${status}`, language),
  };
}

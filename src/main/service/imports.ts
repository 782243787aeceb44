import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ServiceHandlers } from '../../shared/contract';
import {
  type ImportField,
  type ImportRow,
  importRowKindSchema,
  isStockField,
  type PastImport,
  warehouseOf,
} from '../../shared/contract/imports';
import type { ProblemId } from '../../shared/domain/ids';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { applyPlan } from '../imports/apply-plan';
import { checkFile } from '../imports/check-file';
import { MOST_ROWS } from '../imports/limits';
import { PlanFile } from '../imports/plan-file';
import type { ColumnUse } from '../imports/row-values';
import { UNDOABLE_MS } from '../stock/batch-undo';
import { createThrottle } from '../sync/throttle';
import type { ServiceContext } from './context';
import { type ImportDesk, type ImportSession, placesOf, viewImport } from './import-desk';
import { writeImportErrors } from './import-errors';
import { rememberColumns } from './import-memory';
import { tellProblem } from './problems';
import type { Sentences } from './sentences';
import type { ImportFiles } from './service';
import { tellStock } from './stock';

type Handlers = Pick<
  ServiceHandlers,
  | 'imports.get'
  | 'imports.preview'
  | 'imports.rows'
  | 'imports.apply'
  | 'imports.cancel'
  | 'imports.discard'
  | 'imports.history'
>;

const NEWS_INTERVAL_MS = 250;

export function importHandlers(context: ServiceContext, desk: ImportDesk): Handlers {
  return {
    'imports.get': async ({ token }) => viewImport(desk.get(token)),
    async 'imports.preview'({ token, columns, choices }) {
      const session = desk.get(token);
      refuseBusy(session);
      const fields = new Map(columns.map(({ index, field }) => [index, field]));
      const chosen = session.columns.map((column) => ({
        ...column,
        field: fields.has(column.index) ? (fields.get(column.index) ?? null) : column.field,
      }));
      const uses = usedColumns(context, chosen);
      session.columns = chosen;
      session.choices = choices;
      rememberColumns(context.database, chosen);
      await work(context, session, 'checking', (stopper) => check(context, session, uses, stopper));
      return viewImport(session);
    },
    async 'imports.rows'({ token, kinds, offset, limit }) {
      const session = desk.get(token);
      const places = placesOf(session, kinds ?? importRowKindSchema.options);
      const shown = places.slice(offset, offset + limit);
      const planned = (await session.plan?.read(shown)) ?? [];
      const rows = planned.map((row, index): ImportRow => {
        const failure = session.failed.get(shown[index] ?? -1);
        const { cells: _cells, change: _change, seen: _seen, counts: _counts, ...view } = row;
        return failure === undefined ? view : { ...view, kind: 'bad', errors: [failure] };
      });
      return { rows, total: places.length };
    },
    async 'imports.apply'({ token, acceptWarned, actor }) {
      const session = desk.get(token);
      refuseBusy(session);
      if (session.phase !== 'checked' || session.summary === null)
        throw new AppError('input.invalid', { facts: { field: 'token', reason: 'phase' } });
      if (session.summary.ambiguous.length > 0)
        throw new AppError('input.fieldMissing', { facts: { field: 'decimal' } });
      session.acceptWarned = acceptWarned;
      void work(context, session, 'backup', (stopper) => apply(context, session, actor, stopper));
      return viewImport(session);
    },
    async 'imports.cancel'({ token }) {
      const session = desk.get(token);
      session.stopper?.abort();
      await session.work;
      return viewImport(session);
    },
    'imports.discard': async ({ token }) => desk.discard(desk.get(token)),
    async 'imports.history'({ cursor, limit }) {
      const batches = context.database.batches.ofKind('import', cursor ?? null, limit + 1);
      const imports = batches.slice(0, limit).map(
        ({ id, note, actor, rows, createdAt, undoneAt }): PastImport => ({
          batchId: id,
          fileName: note,
          ...{ actor, rows, createdAt, undoneAt },
          undoableUntil: createdAt + UNDOABLE_MS,
        }),
      );
      return { imports, nextCursor: batches.length > limit ? (imports.at(-1)?.batchId ?? null) : null };
    },
  };
}

/** Files a person chose or a program sent; paths never come from the window. */
export function importFiles(desk: ImportDesk, sentences: Sentences): ImportFiles {
  return {
    async open(path) {
      const session = await desk.open({ name: basename(path), content: createReadStream(path) });
      return viewImport(session);
    },
    async receive(file) {
      return viewImport(await desk.open(file));
    },
    writeErrors: (request) => writeImportErrors(desk.get(request.token), sentences, request),
    async readErrors(token, format, language) {
      const session = desk.get(token);
      const path = join(session.folder, `errors.${format}`);
      await writeImportErrors(session, sentences, { token, format, language, path });
      return readFile(path);
    },
  };
}

function refuseBusy(session: ImportSession): void {
  if (session.stopper !== null || session.phase === 'done')
    throw new AppError('import.busy', { facts: { file: session.fileName } });
}

/** The columns with a meaning; refuses one meaning twice, and a file whose rows cannot be told apart. */
function usedColumns(context: ServiceContext, columns: ImportSession['columns']): ColumnUse[] {
  const places = new Set(context.database.stock.warehouses().map(({ id }) => id));
  const met = new Set<ImportField>();
  const uses = columns.flatMap(({ index, header, field }): ColumnUse[] => {
    if (field === null) return [];
    const place = isStockField(field) ? warehouseOf(field) : null;
    if (place !== null && !places.has(place))
      throw new AppError('input.notFound', { facts: { what: 'warehouse', id: place } });
    if (met.has(field)) throw new AppError('import.columnTwice', { facts: { column: header } });
    met.add(field);
    return [{ index, header: header === '' ? `${index + 1}.` : header, field }];
  });
  if (!met.has('id') && !met.has('barcode') && !met.has('sku'))
    throw new AppError('import.columnMissing', { facts: { column: 'SKU / EAN' } });
  return uses;
}

/** Runs one piece of work on a file: its phase, its end and what went wrong are kept in the session, and told. */
async function work(
  context: ServiceContext,
  session: ImportSession,
  phase: 'checking' | 'backup',
  run: (stopper: AbortController) => Promise<void>,
): Promise<void> {
  const stopper = new AbortController();
  session.stopper = stopper;
  session.phase = phase;
  session.error = null;
  session.progress = { done: 0, of: null };
  session.work = run(stopper)
    .catch((thrown: unknown) => {
      if (session.phase === 'checking' || session.phase === 'backup')
        session.phase = session.summary === null ? 'columns' : 'checked';
      else session.phase = 'done';
      if (stopper.signal.aborted) return;
      const error = toAppError(thrown);
      if (error.code === 'internal.unexpected') context.log.error('import failed', { error: thrown });
      session.error = error.toWire();
    })
    .finally(() => {
      session.stopper = null;
      session.progress = null;
      tell(context, session);
    });
  tell(context, session);
  await session.work;
}

async function check(
  context: ServiceContext,
  session: ImportSession,
  columns: readonly ColumnUse[],
  stopper: AbortController,
): Promise<void> {
  const { database } = context;
  session.summary = null;
  await session.plan?.close();
  session.plan = null;
  const plan = await PlanFile.create(join(session.folder, 'plan'));
  session.plan = plan;
  session.lastMovement = database.stock.lastMovement();
  const news = createThrottle<void>(NEWS_INTERVAL_MS, () => tell(context, session));
  session.summary = await checkFile({
    table: session.table,
    fileName: session.fileName,
    columns,
    mostRows: MOST_ROWS,
    decimal: session.choices.decimal,
    context: {
      variants: database.variants,
      stock: database.stock,
      unknown: session.choices.unknown,
      headings: new Map(columns.map(({ field, header }) => [field, header])),
    },
    plan,
    signal: stopper.signal,
    onProgress(done) {
      session.progress = { done, of: null };
      news.push();
    },
  }).finally(() => news.flush());
  session.phase = 'checked';
}

async function apply(
  context: ServiceContext,
  session: ImportSession,
  actor: 'person' | 'api',
  stopper: AbortController,
): Promise<void> {
  const { database, reader } = context;
  const { plan } = session;
  if (plan === null) throw new AppError('internal.unexpected');
  const backup = await database.backup((path, version) => reader.checkCopy(path, version));
  stopper.signal.throwIfAborted();
  session.phase = 'applying';
  const problems = new Set<ProblemId>();
  const news = createThrottle<void>(NEWS_INTERVAL_MS, () => tell(context, session));
  const job = {
    database,
    plan,
    actor,
    acceptWarned: session.acceptWarned,
    fileName: session.fileName,
    lastMovement: session.lastMovement,
    signal: stopper.signal,
    problems,
    onProgress(done: number, of: number) {
      session.progress = { done, of };
      news.push();
    },
    onStep(result: {
      readonly batchId: ImportResultBatch;
      readonly created: number;
      readonly changed: number;
    }) {
      // What a failure in between leaves behind can be taken back too.
      session.result = { ...result, failed: 0, cancelled: true, backupAt: backup.at };
    },
  };
  try {
    const { failed, ...applied } = await applyPlan(job);
    session.failed = failed;
    session.result = { ...applied, failed: failed.size, backupAt: backup.at };
    session.phase = 'done';
  } finally {
    news.flush();
    for (const id of problems) tellProblem(context, database.problems.get(id));
    tellStock(context, null);
  }
}

type ImportResultBatch = NonNullable<ImportSession['result']>['batchId'];

function tell({ events }: ServiceContext, { token, phase, progress }: ImportSession): void {
  events.emit('import.changed', { token, phase, progress });
}

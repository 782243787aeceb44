import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ImportChoices,
  ImportColumn,
  ImportPhase,
  ImportResult,
  ImportRowKind,
  ImportSummary,
  ImportToken,
  ImportView,
} from '../../shared/contract/imports';
import { importTokenSchema } from '../../shared/contract/imports';
import { AppError, type WireError } from '../../shared/errors/app-error';
import { MOST_FILE_BYTES } from '../imports/limits';
import { openTable } from '../imports/open-table';
import type { PlanFile } from '../imports/plan-file';
import type { Table } from '../imports/table';
import { readColumns } from '../imports/table-start';
import type { ServiceContext } from './context';
import { rememberedColumns } from './import-memory';

/** An opened file on its way from its columns to its result. */
export interface ImportSession {
  readonly token: ImportToken;
  readonly fileName: string;
  readonly folder: string;
  readonly table: Table;
  columns: readonly ImportColumn[];
  choices: ImportChoices;
  phase: ImportPhase;
  progress: ImportView['progress'];
  summary: ImportSummary | null;
  result: ImportResult | null;
  error: WireError | null;
  plan: PlanFile | null;
  /** The last movement when the check began. */
  lastMovement: number;
  acceptWarned: boolean;
  /** Why a row could not be applied, by its place in the plan. */
  failed: ReadonlyMap<number, WireError>;
  /** Ends the check or the apply that is under way. */
  stopper: AbortController | null;
  /** What is under way; settles when it has ended, never rejects. */
  work: Promise<void>;
}

export interface ChosenFile {
  /** As the person knows it, without its folder. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  readonly mostBytes?: number;
}

/** Files of so many imports are kept; the oldest that rests gives way. */
const MOST_OPEN = 8;
const LONGEST_NAME = 200;
const LONGEST_CLOSE_MS = 3_000;

/**
 * The files opened for import. Each is copied into the data folder first, so that what was checked is what is applied, whatever
 * happens to the file meanwhile. Nothing of them outlives the service.
 */
export class ImportDesk {
  readonly #context: ServiceContext;
  readonly #folder: string;
  readonly #sessions = new Map<ImportToken, ImportSession>();
  readonly #swept: Promise<void>;

  constructor(context: ServiceContext) {
    this.#context = context;
    this.#folder = join(context.database.dataDir, 'imports');
    // What an earlier process left; where it cannot be removed, nothing can be opened either.
    this.#swept = rm(this.#folder, { recursive: true, force: true });
    this.#swept.catch((error: unknown) => context.log.error('old imports not removed', { error }));
  }

  async open({ name, content, mostBytes = MOST_FILE_BYTES }: ChosenFile): Promise<ImportSession> {
    await this.#swept;
    await this.#makeRoom();
    const token = importTokenSchema.parse(randomBytes(12).toString('hex'));
    const folder = join(this.#folder, token);
    const fileName = name.slice(0, LONGEST_NAME);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      const path = join(folder, 'source');
      await copyWithin(content, path, mostBytes, fileName);
      const table = await openTable(path, fileName);
      const { database } = this.#context;
      const columns = await readColumns(
        table,
        fileName,
        database.stock.warehouses(),
        rememberedColumns(database),
      );
      const session = newSession({ token, fileName, folder, table, columns });
      this.#sessions.set(token, session);
      return session;
    } catch (thrown) {
      await rm(folder, { recursive: true, force: true });
      throw thrown;
    }
  }

  get(token: ImportToken): ImportSession {
    const found = this.#sessions.get(token);
    if (found === undefined) throw new AppError('input.notFound', { facts: { what: 'import', id: token } });
    return found;
  }

  async discard(session: ImportSession): Promise<void> {
    this.#sessions.delete(session.token);
    session.stopper?.abort();
    await session.work;
    await session.plan?.close();
    await rm(session.folder, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.#swept.catch(() => undefined);
    // A backup under way cannot be cut short; ending the process waits for nobody that long.
    const all = Promise.all([...this.#sessions.values()].map((session) => this.discard(session)));
    await Promise.race([all, sleep(LONGEST_CLOSE_MS, undefined, { ref: false })]);
  }

  async #makeRoom(): Promise<void> {
    if (this.#sessions.size < MOST_OPEN) return;
    const resting = [...this.#sessions.values()].find(({ stopper }) => stopper === null);
    if (resting === undefined) throw new AppError('import.busy');
    await this.discard(resting);
  }
}

async function copyWithin(
  content: AsyncIterable<Uint8Array>,
  path: string,
  most: number,
  name: string,
): Promise<void> {
  let bytes = 0;
  const guard = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(new AppError('import.tooLarge', { facts: { file: name } }));
      else done(null, chunk);
    },
  });
  await pipeline(Readable.from(content), guard, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}

function newSession(
  fixed: Pick<ImportSession, 'token' | 'fileName' | 'folder' | 'table' | 'columns'>,
): ImportSession {
  return {
    ...fixed,
    choices: { decimal: null, unknown: 'refuse' },
    phase: 'columns',
    progress: null,
    summary: null,
    result: null,
    error: null,
    plan: null,
    lastMovement: 0,
    acceptWarned: false,
    failed: new Map(),
    stopper: null,
    work: Promise.resolve(),
  };
}

export function viewImport(session: ImportSession): ImportView {
  const { token, fileName, table, phase, columns, choices, progress, summary, result, error } = session;
  const { format, encoding, delimiter, sheet } = table;
  return {
    ...{ token, fileName, format, encoding, delimiter, sheet },
    ...{ phase, columns, choices, progress, summary, result, error },
  };
}

/** Places of the rows of these kinds in the plan; one that could not be applied is a bad one. */
export function placesOf(session: ImportSession, kinds: readonly ImportRowKind[]): readonly number[] {
  const { plan, failed } = session;
  if (plan === null) return [];
  if (failed.size === 0) return plan.places(kinds);
  const wantsBad = kinds.includes('bad');
  const found = new Set(plan.places(kinds).filter((place) => wantsBad || !failed.has(place)));
  if (wantsBad) for (const place of failed.keys()) found.add(place);
  return [...found].sort((one, other) => one - other);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DocumentNode, GraphQLResolveInfo } from 'graphql';
import { linesOf } from './bulk-lines';
import { bulkRefusal, withHelpers } from './bulk-rules';
import type { Connection } from './connection';
import { type Context, listConnection } from './context';
import { operationIn, prepare, run } from './execute';
import { gid, numberOf } from './model';
import { schemaOf } from './schema';
import type { SearchFields } from './search';

export type BulkStatus =
  | 'CREATED'
  | 'RUNNING'
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELING'
  | 'CANCELED'
  | 'EXPIRED';
export type BulkErrorCode = 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT';

export interface BulkOperation {
  kind: 'BulkOperation';
  id: number;
  query: string;
  status: BulkStatus;
  errorCode: BulkErrorCode | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  url: string | null;
  partialDataUrl: string | null;
  createdAt: number;
  completedAt: number | null;
}

interface Work {
  operation: BulkOperation;
  polls: number;
  lines: string[];
  finished: boolean;
  denied: boolean;
  ending: BulkEnding | undefined;
}

/** A bad end for the next operation. `share` of the lines (0 to 1) is left at partialDataUrl. */
export interface BulkEnding {
  status: 'FAILED' | 'EXPIRED' | 'CANCELED';
  errorCode: BulkErrorCode | null;
  share: number;
}

export interface BulkSettings {
  /** How often a client must look before it is told COMPLETED (default 2) … */
  polls: number;
  /** … unless this much time has passed on the shop's clock (default 60 s). */
  ms: number;
}

interface UserError {
  field: string[] | null;
  message: string;
  code: 'INVALID' | 'LIMIT_REACHED' | 'OPERATION_IN_PROGRESS';
}

const WEEK = 7 * 86_400_000;
const SLICE = 200;
const ACTIVE: readonly BulkStatus[] = ['CREATED', 'RUNNING', 'CANCELING'];
const SEARCH: SearchFields<BulkOperation> = {
  words: () => '',
  fields: {
    id: { type: 'number', read: (row) => row.id },
    status: { type: 'text', read: (row) => row.status },
    operation_type: { type: 'text', read: () => 'QUERY' },
    created_at: { type: 'time', read: (row) => row.createdAt },
  },
};

/** Bulk operations of the shop (https://shopify.dev/docs/api/usage/bulk-operations/queries). */
export class BulkOperations {
  readonly settings: BulkSettings = { polls: 2, ms: 60_000 };
  private readonly works: Work[] = [];
  private endings: BulkEnding[] = [];
  private nextId = 3_300_000_000_001;

  constructor(
    private readonly now: () => number,
    private readonly origin: () => string,
  ) {}

  /** The next operation started ends badly. */
  failNext(ending: Partial<BulkEnding> = {}): void {
    this.endings.push({ status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', share: 0, ...ending });
  }

  run(
    query: string,
    grouped: boolean,
    context: Context,
  ): { bulkOperation: BulkOperation | null; userErrors: UserError[] } {
    const refuse = (message: string, code: UserError['code']) => ({
      bulkOperation: null,
      userErrors: [{ field: code === 'INVALID' ? ['query'] : null, message, code }],
    });
    const schema = schemaOf(context.version);
    const prepared = prepare(schema, context.version, query);
    if ('errors' in prepared)
      return refuse(`Invalid bulk query: ${String(prepared.errors[0]?.message)}`, 'INVALID');
    const refusal = bulkRefusal(schema, prepared.document);
    if (refusal !== undefined) return refuse(refusal, 'INVALID');
    for (const work of this.works) this.advance(work);
    const active = this.works.filter(({ operation }) => ACTIVE.includes(operation.status));
    const running = active[0]?.operation;
    // Five at a time since 2026-01, one before.
    if (context.version < '2026-01' && running !== undefined) {
      return refuse(
        `A bulk query operation for this app and shop is already in progress: ${gid('BulkOperation', running.id)}.`,
        'OPERATION_IN_PROGRESS',
      );
    }
    if (active.length >= 5)
      return refuse(
        'The maximum of 5 concurrent bulk query operations for this app and shop is reached.',
        'LIMIT_REACHED',
      );
    return { bulkOperation: { ...this.start(query, grouped, prepared.document, context) }, userErrors: [] };
  }

  /** The operation as a client sees it now; looking moves it on. */
  look(id: number): BulkOperation | undefined {
    const work = this.works.find(({ operation }) => operation.id === id);
    if (work === undefined) return undefined;
    work.polls += 1;
    this.advance(work);
    return work.operation;
  }

  latest(): BulkOperation | undefined {
    const work = this.works.at(-1);
    return work === undefined ? undefined : this.look(work.operation.id);
  }

  connection(
    args: Record<string, unknown>,
    context: Context,
    info: GraphQLResolveInfo,
  ): Connection<BulkOperation> {
    const rows = this.works.flatMap(({ operation }) => this.look(operation.id) ?? []);
    return listConnection(
      {
        rows,
        search: SEARCH,
        sort: { CREATED_AT: (row) => row.createdAt, COMPLETED_AT: (row) => row.completedAt ?? 0 },
      },
      args,
      context,
      info,
    );
  }

  cancel(globalId: string): {
    bulkOperation: BulkOperation | null;
    userErrors: { field: string[]; message: string }[];
  } {
    const work = this.works.find(({ operation }) => operation.id === numberOf('BulkOperation', globalId));
    if (work === undefined)
      return {
        bulkOperation: null,
        userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }],
      };
    if (!ACTIVE.includes(work.operation.status)) {
      return {
        bulkOperation: work.operation,
        userErrors: [
          {
            field: ['id'],
            message: `A bulk operation cannot be canceled when it is ${work.operation.status.toLowerCase()}`,
          },
        ],
      };
    }
    work.operation.status = 'CANCELING';
    return { bulkOperation: { ...work.operation }, userErrors: [] };
  }

  /** The bytes behind a result address; undefined when there are none or they are older than a week. */
  file(name: string): Buffer | undefined {
    const match = /^bulk-(\d+)(-partial)?\.jsonl$/.exec(name);
    const work = this.works.find(({ operation }) => operation.id === Number(match?.[1]));
    if (work === undefined || work.operation.completedAt === null) return undefined;
    if (this.now() > work.operation.completedAt + WEEK) return undefined;
    return Buffer.from(match?.[2] === undefined ? joined(work.lines) : joined(partOf(work)), 'utf8');
  }

  private start(query: string, grouped: boolean, document: DocumentNode, context: Context): BulkOperation {
    const operation: BulkOperation = {
      kind: 'BulkOperation',
      id: this.nextId,
      query,
      status: 'CREATED',
      errorCode: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      url: null,
      partialDataUrl: null,
      createdAt: this.now(),
      completedAt: null,
    };
    this.nextId += 1;
    const work: Work = {
      operation,
      polls: 0,
      lines: [],
      finished: false,
      denied: false,
      ending: this.endings.shift(),
    };
    this.works.push(work);
    const settled = this.process(work, grouped, document, context);
    settled.catch((error: unknown) => {
      process.stderr.write(`practice bulk operation failed: ${String(error)}\n`);
      work.ending = { status: 'FAILED', errorCode: 'INTERNAL_SERVER_ERROR', share: 0 };
      work.finished = true;
    });
    return operation;
  }

  /** Works through the root connection a slice at a time, so that other requests are answered in between. */
  private async process(
    work: Work,
    grouped: boolean,
    document: DocumentNode,
    context: Context,
  ): Promise<void> {
    const schema = schemaOf(context.version);
    const marked = withHelpers(schema, document);
    const operation = operationIn(marked, undefined);
    if (operation === undefined) throw new Error('a bulk query lost its operation');
    for (let from = 0, more = true; more && work.operation.status !== 'CANCELED'; from += SLICE) {
      await nextTurn();
      const slice = { from, to: from + SLICE, more: false };
      const { data, errors } = run(schema, marked, operation, {}, { ...context, slice, warnings: [] });
      if (errors !== undefined && errors.length > 0) {
        work.denied = errors.some(({ extensions }) => extensions.code === 'ACCESS_DENIED');
        work.ending = {
          status: 'FAILED',
          errorCode: work.denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR',
          share: 0,
        };
        break;
      }
      for (const line of linesOf(data, grouped)) {
        work.lines.push(line.text);
        work.operation.objectCount += 1;
        if (line.isRoot) work.operation.rootObjectCount += 1;
      }
      more = slice.more;
    }
    work.finished = true;
  }

  private advance(work: Work): void {
    const { operation, polls } = work;
    const now = this.now();
    const due =
      work.finished && (polls >= this.settings.polls || now >= operation.createdAt + this.settings.ms);
    if (operation.status === 'CANCELING') {
      if (polls > 0) this.end(work, { status: 'CANCELED', errorCode: null, share: 0 });
    } else if (operation.status === 'CREATED' && polls > 0) operation.status = 'RUNNING';
    else if (due && ACTIVE.includes(operation.status)) this.end(work, work.ending);
    else if (operation.status === 'COMPLETED' && now > (operation.completedAt ?? now) + WEEK) {
      Object.assign(operation, { status: 'EXPIRED', url: null });
    }
  }

  private end({ operation, ...work }: Work, ending: BulkEnding | undefined): void {
    operation.completedAt = this.now();
    const address = `${this.origin()}/bulk-results/bulk-${operation.id}`;
    if (ending === undefined) {
      // An operation that found nothing has no file.
      const empty = work.lines.length === 0;
      Object.assign(operation, {
        status: 'COMPLETED',
        url: empty ? null : `${address}.jsonl`,
        fileSize: empty ? null : Buffer.byteLength(joined(work.lines)),
      });
      return;
    }
    Object.assign(operation, { status: ending.status, errorCode: ending.errorCode });
    if (ending.share > 0) operation.partialDataUrl = `${address}-partial.jsonl`;
  }
}

function partOf({ lines, ending }: Work): string[] {
  return lines.slice(0, Math.floor(lines.length * (ending?.share ?? 0)));
}

function joined(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

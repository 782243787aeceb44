import { and, asc, count, desc, eq, gt } from 'drizzle-orm';
import {
  type ConnectionId,
  connectionIdSchema,
  type QuarantineId,
  quarantineIdSchema,
} from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import { readTextList } from './json-column';
import { quarantine } from './schema';
import type { Typed } from './typed';

export interface StoredOddRecord {
  readonly id: QuarantineId;
  readonly connectionId: ConnectionId;
  readonly stream: StreamName;
  readonly part: string;
  readonly key: string | null;
  readonly reasons: readonly string[];
  readonly count: number;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

/** With the record as it came, as JSON text. */
export type FullOddRecord = StoredOddRecord & { readonly raw: string };

export interface QuarantineFilter {
  readonly connectionId?: ConnectionId;
  readonly stream?: StreamName;
}

/** Without the record itself, which may be large. */
const shown = {
  id: quarantine.id,
  connectionId: quarantine.connectionId,
  stream: quarantine.stream,
  part: quarantine.part,
  key: quarantine.key,
  reasons: quarantine.reasons,
  count: quarantine.count,
  firstSeenAt: quarantine.firstSeenAt,
  lastSeenAt: quarantine.lastSeenAt,
};

/** Records waiting to be understood; dismissed ones are left out. */
export class QuarantineReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  /** Newest first, with how many there are in all. */
  list(
    filter: QuarantineFilter,
    limit: number,
    offset = 0,
  ): { readonly records: StoredOddRecord[]; readonly total: number } {
    const where = matching(filter);
    const rows = this.typed
      .select(shown)
      .from(quarantine)
      .where(where)
      .orderBy(desc(quarantine.id))
      .limit(limit)
      .offset(offset)
      .all();
    const total = this.typed.select({ total: count() }).from(quarantine).where(where).get()?.total ?? 0;
    return { records: rows.map(toRecord), total };
  }

  get(id: QuarantineId): FullOddRecord {
    const row = this.typed
      .select({ ...shown, raw: quarantine.raw })
      .from(quarantine)
      .where(eq(quarantine.id, Number(id)))
      .get();
    if (row === undefined) throw new AppError('input.notFound', { facts: { what: 'quarantine', id } });
    return { ...toRecord(row), raw: row.raw };
  }

  /** Records of a stream after the id, oldest first, to be tried again. */
  batch(
    connectionId: ConnectionId,
    stream: StreamName,
    after: QuarantineId | null,
    limit: number,
  ): FullOddRecord[] {
    const where = and(matching({ connectionId, stream }), gt(quarantine.id, Number(after ?? 0)));
    const rows = this.typed
      .select({ ...shown, raw: quarantine.raw })
      .from(quarantine)
      .where(where);
    return rows
      .orderBy(asc(quarantine.id))
      .limit(limit)
      .all()
      .map((row) => ({ ...toRecord(row), raw: row.raw }));
  }
}

function matching({ connectionId, stream }: QuarantineFilter) {
  return and(
    eq(quarantine.state, 'open'),
    connectionId === undefined ? undefined : eq(quarantine.connectionId, connectionId),
    stream === undefined ? undefined : eq(quarantine.stream, stream),
  );
}

type ShownRow = Pick<typeof quarantine.$inferSelect, keyof typeof shown>;

function toRecord({
  id,
  connectionId,
  reasons,
  stream,
  part,
  key,
  count: times,
  firstSeenAt,
  lastSeenAt,
}: ShownRow): StoredOddRecord {
  return {
    id: quarantineIdSchema.parse(String(id)),
    connectionId: connectionIdSchema.parse(connectionId),
    reasons: readTextList(reasons),
    stream,
    part,
    key,
    count: times,
    firstSeenAt,
    lastSeenAt,
  };
}

import type Sqlite from 'better-sqlite3';
import { type ChannelRules, channelRulesSchema, DEFAULT_RULES } from '../../../shared/domain/channel-rules';
import {
  type ConnectionId,
  connectionIdSchema,
  type ListingId,
  listingIdSchema,
  type VariantId,
  variantIdSchema,
} from '../../../shared/domain/ids';
import type { Stamp } from '../stamp';
import type { Actor } from './stock-writer';

/** What one unit of a foreign currency is worth, entered by hand. */
export interface StoredRate {
  readonly currency: string;
  readonly base: string;
  /** Ten-thousandths of `base`. */
  readonly rateE4: number;
  readonly setBy: string;
  /** UTC epoch ms. */
  readonly setAt: number;
}

/** A variant one channel may not sell. */
export interface StoppedVariant {
  readonly variantId: VariantId;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly available: number;
}

/** A connection whose values were computed with older rules. */
export interface PendingRules {
  readonly connectionId: ConnectionId;
  readonly version: number;
  /** The last listing done; null = none yet. */
  readonly after: ListingId | null;
}

interface StoppedRow {
  readonly variant_id: number;
  readonly title: string;
  readonly variant_title: string | null;
  readonly sku: string | null;
  readonly available: number;
}
interface RateRow {
  readonly currency: string;
  readonly base: string;
  readonly rate_e4: number;
  readonly set_by: string;
  readonly set_at: number;
}
interface PendingRow {
  readonly connection_id: string;
  readonly version: number;
  readonly applied_after: number | null;
}

/** The SQL of this writer, open to the test of query plans. */
export const rulesSql = {
  rules: 'SELECT rules FROM channel_rules WHERE connection_id = ?',
  version: 'SELECT version FROM channel_rules WHERE connection_id = ?',
  isStopped: 'SELECT 1 AS found FROM stop_list WHERE connection_id = ? AND variant_id = ?',
  stopped: `SELECT s.variant_id, v.title, v.variant_title, v.sku, v.available
    FROM stop_list s JOIN variants v ON v.id = s.variant_id
    WHERE s.connection_id = ? AND s.variant_id > ? AND v.deleted_at IS NULL ORDER BY s.variant_id LIMIT ?`,
  stoppedCount: `SELECT count(*) AS count FROM stop_list s JOIN variants v ON v.id = s.variant_id
    WHERE s.connection_id = ? AND v.deleted_at IS NULL`,
  rate: 'SELECT rate_e4 FROM rates WHERE currency = ? AND base = ?',
} as const;

/** Rules of each channel, what it may not sell, and the rates of foreign currencies. */
export class RulesReader {
  protected readonly connection: Sqlite.Database;
  readonly #rules: Sqlite.Statement<[string], { readonly rules: string }>;
  readonly #isStopped: Sqlite.Statement<[string, number], { readonly found: number }>;
  readonly #rate: Sqlite.Statement<[string, string], { readonly rate_e4: number }>;
  /** Parsed rules by their text: asked for every listing, and right also after a transaction was taken back. */
  readonly #parsed = new Map<string, { readonly text: string; readonly rules: ChannelRules }>();

  constructor(connection: Sqlite.Database) {
    this.connection = connection;
    this.#rules = connection.prepare(rulesSql.rules);
    this.#isStopped = connection.prepare(rulesSql.isStopped);
    this.#rate = connection.prepare(rulesSql.rate);
  }

  /** A connection without rules of its own has those every connection starts with. */
  of(connectionId: ConnectionId): ChannelRules {
    const text = this.#rules.get(connectionId)?.rules;
    if (text === undefined) return DEFAULT_RULES;
    const known = this.#parsed.get(connectionId);
    if (known?.text === text) return known.rules;
    const rules = channelRulesSchema.parse(JSON.parse(text));
    this.#parsed.set(connectionId, { text, rules });
    return rules;
  }

  /** 0 = no rules were ever saved. Also rises when a rate changes. */
  version(connectionId: ConnectionId): number {
    const row = this.connection
      .prepare<[string], { readonly version: number }>(rulesSql.version)
      .get(connectionId);
    return row?.version ?? 0;
  }

  isStopped(connectionId: ConnectionId, variantId: VariantId): boolean {
    return this.#isStopped.get(connectionId, Number(variantId)) !== undefined;
  }

  /** In the order of variants; `after` = the last of the page before. */
  stopped(connectionId: ConnectionId, after: VariantId | null, limit: number): StoppedVariant[] {
    return this.connection
      .prepare<[string, number, number], StoppedRow>(rulesSql.stopped)
      .all(connectionId, Number(after ?? 0), limit)
      .map((row) => ({
        variantId: variantIdSchema.parse(String(row.variant_id)),
        title: row.title,
        variantTitle: row.variant_title,
        sku: row.sku,
        available: row.available,
      }));
  }

  stoppedCount(connectionId: ConnectionId): number {
    const row = this.connection
      .prepare<[string], { readonly count: number }>(rulesSql.stoppedCount)
      .get(connectionId);
    return row?.count ?? 0;
  }

  /** One unit of `currency` in `base`, in ten-thousandths; null = none is set. */
  rate(currency: string, base: string): number | null {
    return this.#rate.get(currency, base)?.rate_e4 ?? null;
  }

  rates(): StoredRate[] {
    return this.connection
      .prepare<[], RateRow>('SELECT * FROM rates ORDER BY currency, base')
      .all()
      .map((row) => ({
        currency: row.currency,
        base: row.base,
        rateE4: row.rate_e4,
        setBy: row.set_by,
        setAt: row.set_at,
      }));
  }

  /** Connections whose values are still to be computed with their newest rules, and how far that is. */
  pending(): PendingRules[] {
    return this.connection
      .prepare<[], PendingRow>(
        'SELECT connection_id, version, applied_after FROM channel_rules WHERE applied_version < version',
      )
      .all()
      .map((row) => ({
        connectionId: connectionIdSchema.parse(row.connection_id),
        version: row.version,
        after: row.applied_after === null ? null : listingIdSchema.parse(String(row.applied_after)),
      }));
  }
}

export class RulesWriter extends RulesReader {
  readonly #stamp: () => Stamp;

  constructor(connection: Sqlite.Database, stamp: () => Stamp) {
    super(connection);
    this.#stamp = stamp;
  }

  /** Answers the new version; the same rules again keep theirs. */
  save(connectionId: ConnectionId, rules: ChannelRules): number {
    const row = this.connection
      .prepare<[string, string, number], { readonly version: number }>(
        `INSERT INTO channel_rules (connection_id, rules, version, updated_at) VALUES (?, ?, 1, ?)
         ON CONFLICT (connection_id) DO UPDATE SET rules = excluded.rules, version = version + 1, applied_after = NULL,
         updated_at = excluded.updated_at WHERE rules <> excluded.rules RETURNING version`,
      )
      .get(connectionId, JSON.stringify(channelRulesSchema.parse(rules)), this.#stamp());
    return row?.version ?? this.version(connectionId);
  }

  /** Puts variants on the stop list; answers those that were not there before. */
  stop(connectionId: ConnectionId, variantIds: readonly VariantId[]): VariantId[] {
    const add = this.connection.prepare<[string, number]>(
      'INSERT INTO stop_list (connection_id, variant_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
    );
    return variantIds.filter((id) => add.run(connectionId, Number(id)).changes > 0);
  }

  /** Takes variants off the stop list; answers those that were there. */
  allow(connectionId: ConnectionId, variantIds: readonly VariantId[]): VariantId[] {
    const remove = this.connection.prepare<[string, number]>(
      'DELETE FROM stop_list WHERE connection_id = ? AND variant_id = ?',
    );
    return variantIds.filter((id) => remove.run(connectionId, Number(id)).changes > 0);
  }

  /** Every channel's prices are computed anew after this. */
  setRate(currency: string, base: string, rateE4: number, setBy: Actor): StoredRate {
    const setAt = this.#stamp();
    this.connection
      .prepare(
        `INSERT INTO rates (currency, base, rate_e4, set_by, set_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (currency, base) DO UPDATE SET rate_e4 = excluded.rate_e4, set_by = excluded.set_by, set_at = excluded.set_at`,
      )
      .run(currency, base, rateE4, setBy, setAt);
    this.#computeAnew();
    return { currency, base, rateE4, setBy, setAt };
  }

  /** False when there was none. */
  removeRate(currency: string, base: string): boolean {
    const removed = this.connection
      .prepare('DELETE FROM rates WHERE currency = ? AND base = ?')
      .run(currency, base);
    if (removed.changes === 0) return false;
    this.#computeAnew();
    return true;
  }

  /** Values are computed with this version up to `after`; null = all of them. Of an older version nothing is noted. */
  progress(connectionId: ConnectionId, version: number, after: ListingId | null): void {
    const change =
      after === null ? 'applied_version = version, applied_after = NULL' : `applied_after = ${Number(after)}`;
    this.connection
      .prepare(`UPDATE channel_rules SET ${change} WHERE connection_id = ? AND version = ?`)
      .run(connectionId, version);
  }

  #computeAnew(): void {
    this.connection
      .prepare('UPDATE channel_rules SET version = version + 1, applied_after = NULL, updated_at = ?')
      .run(this.#stamp());
  }
}

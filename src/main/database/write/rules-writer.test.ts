import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChannelRules, DEFAULT_RULES } from '../../../shared/domain/channel-rules';
import { listingIdSchema, type VariantId, variantIdSchema } from '../../../shared/domain/ids';
import type { Database } from '../database';
import { databasePath } from '../database-files';
import { previewSql } from '../read/preview-reader';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { addConnection, openIn, temporaryFolder } from '../test-kit/temporary-database';
import { rulesSql } from './rules-writer';
import { BLANK_VARIANT } from './variants-writer';

const folder = temporaryFolder();
let database: Database;
beforeAll(async () => {
  database = await openIn(folder.path);
});
afterAll(() => {
  database.close();
  folder.remove();
});

const withSafety = (safety: number): ChannelRules => ({
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, safety },
});
const newVariant = (title: string): VariantId =>
  database.write((tx) => tx.variants.create({ ...BLANK_VARIANT, title })).id;
const pendingOf = (id: string) => database.rules.pending().find(({ connectionId }) => connectionId === id);

describe('rules of a connection', () => {
  it('are the usual ones until some are saved', () => {
    const connection = addConnection(database);
    expect(database.rules.of(connection)).toEqual(DEFAULT_RULES);
    expect(database.rules.version(connection)).toBe(0);
    expect(pendingOf(connection)).toBeUndefined();
  });

  it('get a new version with every change, and none for the same again', () => {
    const connection = addConnection(database);
    expect(database.write((tx) => tx.rules.save(connection, withSafety(1)))).toBe(1);
    expect(database.write((tx) => tx.rules.save(connection, withSafety(1)))).toBe(1);
    expect(database.write((tx) => tx.rules.save(connection, withSafety(2)))).toBe(2);
    expect(database.rules.of(connection).stock.safety).toBe(2);
  });

  it('are what they were after a transaction was taken back, also where it had read them', () => {
    const connection = addConnection(database);
    database.write((tx) => tx.rules.save(connection, withSafety(1)));
    const broken = () =>
      database.write((tx) => {
        tx.rules.save(connection, withSafety(5));
        expect(tx.rules.of(connection).stock.safety).toBe(5);
        throw new Error('taken back');
      });
    expect(broken).toThrow('taken back');
    expect(database.write((tx) => tx.rules.of(connection).stock.safety)).toBe(1);
    database.write((tx) => tx.rules.save(connection, withSafety(9)));
    expect(database.write((tx) => tx.rules.of(connection).stock.safety)).toBe(9);
  });

  it('are refused where they are none', () => {
    const connection = addConnection(database);
    const endless = withSafety(Number.POSITIVE_INFINITY);
    expect(() => database.write((tx) => tx.rules.save(connection, endless))).toThrow();
    expect(database.rules.version(connection)).toBe(0);
  });
});

describe('what is still to be computed', () => {
  it('goes on from where it stood, and ends', () => {
    const connection = addConnection(database);
    database.write((tx) => tx.rules.save(connection, withSafety(1)));
    expect(pendingOf(connection)).toMatchObject({ version: 1, after: null });
    database.write((tx) => tx.rules.progress(connection, 1, listingIdSchema.parse('40')));
    expect(pendingOf(connection)).toMatchObject({ version: 1, after: '40' });
    database.write((tx) => tx.rules.progress(connection, 1, null));
    expect(pendingOf(connection)).toBeUndefined();
  });

  it('starts again with newer rules; what an older computation notes counts for nothing', () => {
    const connection = addConnection(database);
    database.write((tx) => tx.rules.save(connection, withSafety(1)));
    database.write((tx) => tx.rules.progress(connection, 1, listingIdSchema.parse('40')));
    database.write((tx) => tx.rules.save(connection, withSafety(2)));
    expect(pendingOf(connection)).toMatchObject({ version: 2, after: null });
    database.write((tx) => tx.rules.progress(connection, 1, listingIdSchema.parse('80')));
    database.write((tx) => tx.rules.progress(connection, 1, null));
    expect(pendingOf(connection)).toMatchObject({ version: 2, after: null });
  });

  it('is everything after a rate was set or removed', () => {
    const connection = addConnection(database);
    database.write((tx) => tx.rules.save(connection, withSafety(1)));
    database.write((tx) => tx.rules.progress(connection, 1, null));
    database.write((tx) => tx.rules.setRate('EUR', 'TRY', 491_200, 'person'));
    expect(pendingOf(connection)).toMatchObject({ version: 2, after: null });
    database.write((tx) => tx.rules.progress(connection, 2, null));
    expect(database.write((tx) => tx.rules.removeRate('EUR', 'TRY'))).toBe(true);
    expect(pendingOf(connection)).toMatchObject({ version: 3 });
    expect(database.write((tx) => tx.rules.removeRate('EUR', 'TRY'))).toBe(false);
  });
});

describe('rates', () => {
  it('are read in the direction they were set in', () => {
    database.write((tx) => tx.rules.setRate('USD', 'TRY', 421_234, 'person'));
    database.write((tx) => tx.rules.setRate('USD', 'TRY', 425_000, 'api'));
    expect(database.rules.rate('USD', 'TRY')).toBe(425_000);
    expect(database.rules.rate('TRY', 'USD')).toBeNull();
    expect(database.rules.rates()).toMatchObject([
      { currency: 'USD', base: 'TRY', rateE4: 425_000, setBy: 'api' },
    ]);
  });
});

describe('the stop list', () => {
  it('says which variants were new on it and which came off', () => {
    const connection = addConnection(database);
    const other = addConnection(database);
    const [first, second] = [newVariant('Havlu'), newVariant('Bornoz')];
    expect(database.write((tx) => tx.rules.stop(connection, [first, second]))).toEqual([first, second]);
    expect(database.write((tx) => tx.rules.stop(connection, [second]))).toEqual([]);
    expect(database.rules.isStopped(connection, first)).toBe(true);
    expect(database.rules.isStopped(other, first)).toBe(false);
    expect(database.write((tx) => tx.rules.allow(connection, [first]))).toEqual([first]);
    expect(database.write((tx) => tx.rules.allow(connection, [first]))).toEqual([]);
    expect(database.rules.isStopped(connection, first)).toBe(false);
  });

  it('comes in pages to its end', () => {
    const connection = addConnection(database);
    const ids = Array.from({ length: 7 }, (_, index) => newVariant(`Ürün ${index}`));
    database.write((tx) => tx.rules.stop(connection, ids));
    const read: VariantId[] = [];
    for (let after: VariantId | null = null; ; ) {
      const page = database.rules.stopped(connection, after, 3);
      read.push(...page.map(({ variantId }) => variantId));
      after = page.at(-1)?.variantId ?? null;
      if (page.length < 3) break;
    }
    expect(read).toEqual(ids);
    expect(database.rules.stoppedCount(connection)).toBe(7);
  });

  it('knows no variant that is not there', () => {
    const connection = addConnection(database);
    const nobody = variantIdSchema.parse('999999');
    expect(() => database.write((tx) => tx.rules.stop(connection, [nobody]))).toThrow();
  });
});

describe('reading rules', () => {
  it.each(Object.entries({ ...rulesSql, ...previewSql }))('%s: by index, without sorting', (_, sql) => {
    const connection = new Sqlite(databasePath(folder.path), { readonly: true });
    const plan = planOf(connection, sql);
    connection.close();
    expect(plan.length).toBeGreaterThan(0);
    expect(slowSteps(plan)).toEqual([]);
  });
});

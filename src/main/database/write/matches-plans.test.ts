import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../shared/domain/ids';
import { databasePath } from '../database-files';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { openIn, temporaryFolder } from '../test-kit/temporary-database';
import { matchListSql } from './match-lists';
import { matchSql } from './matches-writer';

const folder = temporaryFolder();
let connection: Sqlite.Database;
beforeAll(async () => {
  (await openIn(folder.path)).close();
  connection = new Sqlite(databasePath(folder.path));
});
afterAll(() => {
  connection.close();
  folder.remove();
});

describe('reading matches', () => {
  it.each([
    ['a listing', matchSql.listing],
    ['undecided listings', matchSql.open],
    ['the listings of a variant', matchSql.ofVariant],
    ['a proposal', matchSql.proposed],
    ['proposals', matchSql.page({})],
    ['proposals of a class', matchSql.page({ class: 'sure' })],
    [
      'proposals of a class and connection',
      matchSql.page({ class: 'new', connectionId: 'c' as ConnectionId }),
    ],
    ['variants of a title', matchSql.byTitle],
    ['places of proposals of a class', matchListSql.proposals({ class: 'sure' })],
    [
      'places of proposals of a class and connection',
      matchListSql.proposals({ class: 'sure', connectionId: 'c' as ConnectionId }),
    ],
    ['decisions', matchListSql.decided({ state: 'ignored' })],
    [
      'decisions of a connection',
      matchListSql.decided({ state: 'matched', connectionId: 'c' as ConnectionId }),
    ],
    ['variants whose title begins', matchListSql.byTitleStart],
  ])('%s: by index, without sorting', (_, sql) => {
    const plan = planOf(connection, sql);
    expect(plan.length).toBeGreaterThan(0);
    expect(slowSteps(plan)).toEqual([]);
  });

  it.each([
    ['proposals', matchSql.count],
    ['decisions', matchListSql.decidedCount],
  ])('counts %s within an index, without sorting', (_, sql) => {
    const plan = planOf(connection, sql);
    expect(plan).toEqual([expect.stringMatching(/COVERING INDEX/)]);
  });
});

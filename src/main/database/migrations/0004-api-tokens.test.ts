import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { start } from './0001-start';
import { oneStock } from './0002-one-stock';
import { webhooks } from './0003-webhooks';
import { apiTokens } from './0004-api-tokens';

function migrated(): Sqlite.Database {
  const connection = new Sqlite(':memory:');
  connection.pragma('foreign_keys = ON');
  connection.exec(start.sql);
  connection.exec("INSERT INTO api_tokens VALUES ('first', 'first', x'01', 1, NULL)");
  connection.exec(oneStock.sql);
  connection.exec(webhooks.sql);
  connection.exec(apiTokens.sql);
  return connection;
}

const answer = (key: string) =>
  `INSERT INTO api_answers (token_id, key, request_hash, begun_at) VALUES ('first', '${key}', x'02', 5)`;

describe('the migration to roles of tokens', () => {
  it('leaves a token of before what it was: one for everything, without an end', () => {
    const connection = migrated();
    expect(connection.prepare('SELECT id, role, expires_at FROM api_tokens').all()).toEqual([
      { id: 'first', role: 'admin', expires_at: null },
    ]);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('takes no role it does not know, and a key of a token once', () => {
    const connection = migrated();
    expect(() => connection.exec("UPDATE api_tokens SET role = 'owner'")).toThrow(/CHECK/);
    connection.exec(answer('a'));
    expect(() => connection.exec(answer('a'))).toThrow(/UNIQUE/);
    expect(() => connection.exec(answer('b'))).not.toThrow();
  });

  it.each([
    ['an answer', "SELECT * FROM api_answers WHERE token_id = 'first' AND key = 'a'"],
    ['old answers', 'SELECT token_id, key FROM api_answers WHERE begun_at < 9 ORDER BY begun_at LIMIT 5'],
    ['the answers of a token', "DELETE FROM api_answers WHERE token_id = 'first'"],
  ])('finds %s by index, without sorting', (_name, sql) => {
    const plan = planOf(migrated(), sql);
    expect(plan.length).toBeGreaterThan(0);
    expect(slowSteps(plan)).toEqual([]);
  });
});

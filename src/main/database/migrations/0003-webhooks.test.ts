import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { planOf } from '../test-kit/query-plan';
import { start } from './0001-start';
import { oneStock } from './0002-one-stock';
import { webhooks } from './0003-webhooks';

function migrated(): Sqlite.Database {
  const connection = new Sqlite(':memory:');
  connection.pragma('foreign_keys = ON');
  connection.exec(start.sql);
  connection.exec(
    "INSERT INTO connections VALUES ('c', 'shopify', 'Mağaza', 'active', NULL, NULL, '{}', '{}', '{}', NULL, 1, 1)",
  );
  connection.exec(oneStock.sql);
  connection.exec(webhooks.sql);
  return connection;
}

const delivery = (key: string, state = 'new') =>
  `INSERT INTO webhook_deliveries (connection_id, delivery_key, headers, bytes, received_at, state)
   VALUES ('c', '${key}', '{}', 10, 1, '${state}')`;

describe('the migration to webhooks', () => {
  it('leaves a sound file with what was there before', () => {
    const connection = migrated();
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    expect(connection.prepare('SELECT name FROM connections').pluck().all()).toEqual(['Mağaza']);
  });

  it('takes a delivery once', () => {
    const connection = migrated();
    connection.exec(delivery('id:1'));
    expect(() => connection.exec(delivery('id:1'))).toThrow(/UNIQUE/);
    expect(() => connection.exec(delivery('id:2', 'lost'))).toThrow(/CHECK/);
  });

  it('forgets endpoint and deliveries with their connection', () => {
    const connection = migrated();
    connection.exec(delivery('id:1'));
    connection.exec(
      "INSERT INTO webhook_endpoints (connection_id, state, created_at, updated_at) VALUES ('c', 'waiting', 1, 1); DELETE FROM connections",
    );
    expect(connection.prepare('SELECT count(*) FROM webhook_deliveries').pluck().get()).toBe(0);
    expect(connection.prepare('SELECT count(*) FROM webhook_endpoints').pluck().get()).toBe(0);
  });

  it.each([
    ['fresh ones', "SELECT id FROM webhook_deliveries WHERE state = 'new' ORDER BY id LIMIT 5"],
    [
      'what waits for a reading',
      `SELECT connection_id, stream, max(received_at), max(attempts), min(next_at) FROM webhook_deliveries
       WHERE state = 'waiting' GROUP BY connection_id, stream`,
    ],
    [
      'what a reading settles',
      `SELECT id FROM webhook_deliveries WHERE connection_id = 'c' AND stream = 'orders' AND state IN ('waiting', 'aside')
         AND received_at <= 5`,
    ],
    [
      'old ones',
      `SELECT id FROM webhook_deliveries INDEXED BY webhook_deliveries_by_time WHERE received_at < 5
         AND (state IN ('done', 'refused') OR received_at < 3) ORDER BY received_at LIMIT 5`,
    ],
    [
      'counts of a day',
      'SELECT state, count(*), sum(repeats) FROM webhook_deliveries WHERE received_at >= 5 GROUP BY state',
    ],
    [
      'a page of one state',
      "SELECT * FROM webhook_deliveries WHERE id < 9 AND state = 'aside' ORDER BY id DESC LIMIT 5",
    ],
    [
      'a page of one connection',
      "SELECT * FROM webhook_deliveries WHERE connection_id = 'c' ORDER BY id DESC LIMIT 5",
    ],
  ])('finds %s by an index, and sorts no pages', (_name, sql) => {
    const found = planOf(migrated(), sql).join(' | ');
    expect(found).toMatch(/USING (COVERING )?INDEX|SEARCH/);
    if (sql.includes('ORDER BY')) expect(found).not.toContain('TEMP B-TREE FOR ORDER BY');
  });
});

import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { planOf, slowSteps } from '../test-kit/query-plan';
import { migrations } from './index';

function migrated(): Sqlite.Database {
  const connection = new Sqlite(':memory:');
  for (const { sql } of migrations.filter(({ number }) => number < 5)) connection.exec(sql);
  connection.exec(
    "INSERT INTO connections (id, integration, name, state, fields, learned, settings, created_at, updated_at) VALUES ('c', 'woocommerce', 'c', 'active', '{}', '{}', '{}', 1, 1)",
  );
  connection.exec(
    "INSERT INTO orders (id, connection_id, key, number, number_key, status, currency, line_count, piece_count, detail, merge_state, content_hash, created_at, updated_at) VALUES (7, 'c', 'k', 'n', 'n', 'new', 'TRY', 0, 0, '{}', '{}', 'h', 1, 1)",
  );
  for (const { sql } of migrations.filter(({ number }) => number === 5)) connection.exec(sql);
  connection.pragma('foreign_keys = ON');
  return connection;
}

const event = (id: number, rest: string) =>
  `INSERT INTO order_events (id, order_id, action, fields, actor, status_before, begun_at, ended_at, outcome)
   VALUES (${id}, 7, 'cancel', '{}', ${rest})`;

describe('the migration to events of orders', () => {
  it('takes only what an event can be, and forgets it with its order', () => {
    const connection = migrated();
    connection.exec(event(1, "'person', 'new', 5, NULL, NULL"));
    connection.exec(event(2, "'api', 'new', 5, 6, 'taken'"));
    expect(() => connection.exec(event(3, "'nobody', 'new', 5, NULL, NULL"))).toThrow(/CHECK/);
    expect(() => connection.exec(event(3, "'api', 'new', 5, 6, NULL"))).toThrow(/CHECK/);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    connection.exec('DELETE FROM orders WHERE id = 7');
    expect(connection.prepare('SELECT count(*) FROM order_events').pluck().get()).toBe(0);
  });

  it.each([
    ['the events of an order', 'SELECT * FROM order_events WHERE order_id = 7 ORDER BY id DESC LIMIT 50'],
    ['its last event', 'SELECT outcome FROM order_events WHERE order_id = 7 ORDER BY id DESC LIMIT 1'],
  ])('finds %s by index, without sorting', (_name, sql) => {
    const plan = planOf(migrated(), sql);
    expect(plan.length).toBeGreaterThan(0);
    expect(slowSteps(plan)).toEqual([]);
  });
});

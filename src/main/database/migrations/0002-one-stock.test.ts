import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { start } from './0001-start';
import { oneStock } from './0002-one-stock';

function migrated(): Sqlite.Database {
  const connection = new Sqlite(':memory:');
  connection.pragma('foreign_keys = ON');
  connection.exec(start.sql);
  connection.exec(
    "INSERT INTO connections VALUES ('c', 'trendyol', 'Mağaza', 'active', NULL, NULL, '{}', '{}', '{}', NULL, 1, 1)",
  );
  connection.exec(oneStock.sql);
  connection.exec(`INSERT INTO variants (id, title, title_key, options, currency, on_hand, reserved, safety, created_at, updated_at)
    VALUES (1, 'Havlu', 'havlu', '[]', 'TRY', 24, 3, 2, 1, 1)`);
  return connection;
}

const movement = (event: string): string =>
  `INSERT INTO stock_movements (variant_id, warehouse_id, kind, on_hand_change, reserved_change, on_hand_after, reserved_after,
     event_key, actor, at) VALUES (1, 1, 'sale', -1, 0, 23, 3, '${event}', 'system', 1)`;

describe('the migration to one stock', () => {
  it('leaves a sound file with what was there before', () => {
    const connection = migrated();
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    expect(connection.prepare('SELECT name FROM connections').pluck().all()).toEqual(['Mağaza']);
    expect(connection.prepare('SELECT name FROM warehouses').pluck().all()).toEqual(['Merkez']);
  });

  it('computes what is available', () => {
    expect(migrated().prepare('SELECT available FROM variants').pluck().get()).toBe(19);
  });

  it('keeps every movement as it was written, and one of an event', () => {
    const connection = migrated();
    connection.exec(movement('c/1/1'));
    expect(() => connection.exec(movement('c/1/1'))).toThrow(/UNIQUE/);
    expect(() => connection.exec('UPDATE stock_movements SET on_hand_change = 5')).toThrow(/never changed/);
    expect(() => connection.exec('DELETE FROM stock_movements')).toThrow(/never deleted/);
    expect(() => connection.exec('DELETE FROM variants')).toThrow(/FOREIGN KEY/);
  });

  it.each([
    ['reserved pieces below nothing', 'UPDATE variants SET reserved = -1'],
    ['a movement of an unknown kind', movement('x').replace("'sale'", "'gift'")],
    [
      'a match with nothing',
      `INSERT INTO listings (id, connection_id, product_key, variant_key, title_key, remote_ids, options, record_hash, created_at, updated_at)
         VALUES (1, 'c', 'p', 'v', '', '{}', '[]', '', 1, 1);
       INSERT INTO matches VALUES (1, 'c', 'matched', NULL, '{}', 'person', 1)`,
    ],
    ['a rate of nothing', "INSERT INTO rates VALUES ('EUR', 'TRY', 0, 'person', 1)"],
  ])('refuses %s', (_name, sql) => {
    expect(() => migrated().exec(sql)).toThrow(/CHECK/);
  });

  it('forgets rules and booked lines with their connection, and keeps the history', () => {
    const connection = migrated();
    connection.exec(
      movement('c/1/1').replace('event_key', 'connection_id, event_key').replace("3, '", "3, 'c', '"),
    );
    connection.exec(
      "INSERT INTO channel_rules (connection_id, rules, version, updated_at) VALUES ('c', '{}', 1, 1); DELETE FROM connections WHERE id = 'c'",
    );
    expect(connection.prepare('SELECT count(*) FROM channel_rules').pluck().get()).toBe(0);
    expect(connection.prepare('SELECT connection_id FROM stock_movements').pluck().get()).toBe('c');
  });
});

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { createBackup, listBackups, restoreBackup } from './backup';
import { databasePath } from './database-files';
import { migrate } from './migrate';
import { migrations } from './migrations';
import type { Migration } from './migrations/migration';
import { addConnection, handClock, openIn, temporaryFolder } from './test-kit/temporary-database';

const folder = temporaryFolder();
afterAll(() => folder.remove());
let count = 0;
const newFolder = () => {
  count += 1;
  const path = join(folder.path, String(count));
  mkdirSync(path);
  return path;
};

const next: Migration = {
  number: migrations.length + 1,
  name: 'next',
  sql: 'ALTER TABLE connections ADD COLUMN note TEXT; CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;',
};
const broken: Migration = {
  number: migrations.length + 2,
  name: 'broken',
  sql: 'CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);',
};

/** A data folder with one connection in it, closed in order. */
async function filledFolder(): Promise<string> {
  const dataDir = newFolder();
  const database = await openIn(dataDir);
  addConnection(database, 'Dolu');
  database.close();
  return dataDir;
}
async function connectionNames(dataDir: string): Promise<string[]> {
  const database = await openIn(dataDir);
  const names = database.connections.list().map((one) => one.name);
  database.close();
  return names;
}

describe('opening', () => {
  it('makes a new folder and file, with the settings that keep data safe', async () => {
    const dataDir = join(newFolder(), 'deep', 'er');
    const database = await openIn(dataDir);
    expect(database.version).toBe(migrations.length);
    database.close();
    const file = new Sqlite(databasePath(dataDir));
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(file.pragma('application_id', { simple: true })).toBe(0x4b525641);
    expect(
      file
        .prepare(
          "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%STRICT%'",
        )
        .pluck()
        .get(),
    ).toBe(0);
    file.close();
  });

  it('keeps everything over a restart', async () => {
    expect(await connectionNames(await filledFolder())).toEqual(['Dolu']);
  });

  it('begins anew in an empty file, as a crash at the first start leaves it', async () => {
    const dataDir = newFolder();
    writeFileSync(databasePath(dataDir), '');
    expect(await connectionNames(dataDir)).toEqual([]);
  });

  it.each([
    ['a text', (path: string) => writeFileSync(path, 'bu bir veritabanı değil '.repeat(100))],
    ['a file cut in the middle', (path: string) => truncateSync(path, 40_960)],
    [
      'a page overwritten',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xff, 4096, 12_288);
        writeFileSync(path, bytes);
      },
    ],
    [
      'another program’s database',
      (path: string) => {
        const file = new Sqlite(path);
        file.pragma('application_id = 7');
        file.close();
      },
    ],
  ])('refuses %s as damaged, names the last good backup and leaves the file alone', async (_name, damage) => {
    const dataDir = await filledFolder();
    const first = await openIn(dataDir);
    const backup = await first.backup();
    first.close();
    damage(databasePath(dataDir));
    const bytes = readFileSync(databasePath(dataDir));
    await expect(openIn(dataDir)).rejects.toMatchObject({
      code: 'db.damaged',
      fault: 'kervan',
      facts: { path: databasePath(dataDir), backup: backup.path, date: backup.at },
    });
    expect(readFileSync(databasePath(dataDir)).equals(bytes)).toBe(true);
    restoreBackup(backup.path, { dataDir, now: handClock().now });
    expect(await connectionNames(dataDir)).toEqual(['Dolu']);
  });

  it('refuses a file of a newer Kervan', async () => {
    const dataDir = await filledFolder();
    const file = new Sqlite(databasePath(dataDir));
    file.pragma('user_version = 99');
    file.close();
    await expect(openIn(dataDir)).rejects.toMatchObject({
      code: 'db.newer',
      facts: { found: 99, supported: migrations.length },
    });
  });

  it('refuses a folder it cannot write', async () => {
    const dataDir = newFolder();
    mkdirSync(databasePath(dataDir));
    await expect(openIn(dataDir)).rejects.toMatchObject({ code: 'db.readOnly' });
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(openIn(join(file, 'below'))).rejects.toMatchObject({ code: 'db.readOnly' });
  });

  it.skipIf(process.getuid?.() !== 0)(
    'refuses a folder of another user (only root can play one)',
    async () => {
      const dataDir = await filledFolder();
      process.seteuid?.(65_534);
      try {
        await expect(openIn(dataDir)).rejects.toMatchObject({ code: 'db.readOnly' });
      } finally {
        process.seteuid?.(0);
      }
      expect(await connectionNames(dataDir)).toEqual(['Dolu']);
    },
  );

  it('lets one Kervan in at a time, and the next when the first is gone', async () => {
    const dataDir = newFolder();
    const first = await openIn(dataDir);
    await expect(openIn(dataDir)).rejects.toMatchObject({ code: 'db.inUse' });
    first.close();
    (await openIn(dataDir)).close();
  });

  it('opens after a kill in the middle of a transaction with all that was committed and nothing else', async () => {
    const dataDir = newFolder();
    const script = `
      import { openIn, addConnection } from ${JSON.stringify(join(import.meta.dirname, 'test-kit/temporary-database.ts'))};
      const database = await openIn(process.argv[1]);
      addConnection(database, 'Tamam');
      database.write((tx) => {
        tx.meta.set('half', 'done');
        process.stdout.write('inside\\n');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await expect(openIn(dataDir)).rejects.toMatchObject({ code: 'db.inUse' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    const database = await openIn(dataDir);
    expect(database.connections.list().map((one) => one.name)).toEqual(['Tamam']);
    expect(database.meta.get('half')).toBeNull();
    database.close();
  });
});

describe('migration', () => {
  it('backs the file up, verified, and carries the data over', async () => {
    const dataDir = await filledFolder();
    const database = await openIn(dataDir, { migrations: [...migrations, next] });
    expect(database.version).toBe(next.number);
    expect(database.connections.list().map((one) => one.name)).toEqual(['Dolu']);
    database.close();
    const [backup] = listBackups(dataDir);
    expect(backup).toMatchObject({ version: migrations.length });
    const copy = new Sqlite(backup?.path ?? '', { readonly: true });
    expect(copy.prepare('SELECT name FROM connections').pluck().all()).toEqual(['Dolu']);
    copy.close();
  });

  it.each(migrations.map((one) => one.number))('comes from version %i to the newest', async (number) => {
    const dataDir = newFolder();
    // As the program of that version left it; today's would ask for today's tables.
    const old = new Sqlite(databasePath(dataDir));
    migrate(old, migrations.slice(0, number), 0);
    old.exec("INSERT INTO meta VALUES ('endedInOrder', 'yes'), ('kept', 'yes')");
    old.close();
    const database = await openIn(dataDir);
    expect(database.version).toBe(migrations.length);
    expect(database.meta.get('kept')).toBe('yes');
    database.close();
  });

  it('changes nothing when a later step fails, and works with the old program again', async () => {
    const dataDir = await filledFolder();
    await expect(openIn(dataDir, { migrations: [...migrations, next, broken] })).rejects.toMatchObject({
      code: 'db.migrationFailed',
      facts: { step: broken.number, backup: expect.stringContaining('backups') },
    });
    const file = new Sqlite(databasePath(dataDir));
    expect(file.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(
      file.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('extra', 'half')").pluck().get(),
    ).toBe(0);
    file.close();
    expect(await connectionNames(dataDir)).toEqual(['Dolu']);
  });

  it('refuses a step that leaves a row pointing at nothing', async () => {
    const dataDir = await filledFolder();
    const orphan: Migration = {
      number: next.number,
      name: 'orphan',
      sql: "INSERT INTO cursors VALUES ('nobody', 'orders', '{}', 1, NULL, NULL)",
    };
    await expect(openIn(dataDir, { migrations: [...migrations, orphan] })).rejects.toMatchObject({
      code: 'db.migrationFailed',
    });
  });

  it('makes no backup of an empty start', async () => {
    const dataDir = newFolder();
    (await openIn(dataDir)).close();
    expect(listBackups(dataDir)).toEqual([]);
  });

  it('numbers the steps from one without a gap', () => {
    expect(migrations.map((one) => one.number)).toEqual(migrations.map((_, index) => index + 1));
  });
});

describe('backups', () => {
  it('keeps the newest five', async () => {
    const dataDir = await filledFolder();
    const clock = handClock();
    const database = await openIn(dataDir, { now: clock.now });
    const made: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      clock.add(index % 2);
      made.push((await database.backup()).path);
    }
    database.close();
    expect(listBackups(dataDir).map((one) => one.path)).toEqual(made.slice(2).reverse());
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(5);
  });

  it('never counts one that does not stand the check', async () => {
    const dataDir = await filledFolder();
    const file = new Sqlite(databasePath(dataDir));
    await expect(createBackup(file, 99, { dataDir, now: handClock().now })).rejects.toMatchObject({
      code: 'db.backupFailed',
    });
    file.close();
    expect(readdirSync(join(dataDir, 'backups'))).toEqual([]);
  });

  it('restores only its own backups, keeps what was replaced, and not while Kervan runs', async () => {
    const dataDir = await filledFolder();
    const options = { dataDir, now: handClock().now };
    const database = await openIn(dataDir);
    const backup = await database.backup();
    expect(() => restoreBackup(backup.path, options)).toThrow(expect.objectContaining({ code: 'db.inUse' }));
    addConnection(database, 'Sonra');
    database.close();
    expect(() => restoreBackup('/etc/passwd', options)).toThrow(
      expect.objectContaining({ code: 'input.notFound' }),
    );
    restoreBackup(backup.path, options);
    expect(await connectionNames(dataDir)).toEqual(['Dolu']);
    const replaced = readdirSync(join(dataDir, 'backups')).find((name) => name.startsWith('replaced-'));
    expect(statSync(join(dataDir, 'backups', replaced ?? '')).size).toBeGreaterThan(0);
  });

  it('refuses a damaged backup and leaves the database in place', async () => {
    const dataDir = await filledFolder();
    const database = await openIn(dataDir);
    const backup = await database.backup();
    database.close();
    writeFileSync(backup.path, 'SQLite format 3\0 and then nothing');
    expect(() => restoreBackup(backup.path, { dataDir, now: handClock().now })).toThrow(
      expect.objectContaining({ code: 'db.damaged' }),
    );
    expect(await connectionNames(dataDir)).toEqual(['Dolu']);
  });
});

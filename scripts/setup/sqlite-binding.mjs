import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheFolder, inProject } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const RECIPE = 1;

const packageFolder = inProject('node_modules', 'better-sqlite3');
const includeFolders = [
  inProject('node_modules', 'node-api-headers', 'include'),
  inProject('node_modules', 'node-addon-api'),
  join(packageFolder, 'deps', 'sqlite3'),
];

/**
 * The prebuilt binding asks for Node-API 10 because it keeps references to strings. Older runtimes
 * can do that too, for a module that calls itself experimental (version INT_MAX). Such a module's
 * finalizers run inside the garbage collector, where touching objects ends the process, so they
 * are posted to the event loop; the header package leaves that function's declaration out.
 */
const FLAGS = [
  '-DNAPI_VERSION=2147483647',
  '-DNODE_API_EXPERIMENTAL_HAS_POST_FINALIZER',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
];
const PRELUDE = `#include <node_api.h>
extern "C" napi_status node_api_post_finalizer(node_api_basic_env env, napi_finalize finalize, void* data, void* hint);
`;

/** Statements are made and collected on purpose: a wrong build ends here, not in a merchant's hands. */
const TRIAL = `
const [database, binding] = process.argv.slice(-2);
const Database = require(database);
const connection = new Database(':memory:', { nativeBinding: binding });
connection.exec('create table t (a text) strict');
for (let i = 0; i < 3000; i += 1) connection.prepare('select ? as a').get(i);
gc();
process.exit(connection.prepare('select count(*) as n from t').get().n);
`;

function sqliteDefines() {
  const text = readFileSync(join(packageFolder, 'deps', 'defines.gypi'), 'utf8');
  const names = [...text.matchAll(/'((?:SQLITE|HAVE)_[A-Z0-9_]+(?:=[^']*)?)'/g)].map(
    (match) => `-D${match[1]}`,
  );
  if (!names.includes('-DSQLITE_ENABLE_FTS5'))
    throw new SetupError("better-sqlite3's settings were not understood.");
  return names;
}

/** @param {string} work */
async function compile(work) {
  const what = 'Building the database engine';
  const common = ['-O2', '-fPIC', '-pthread', '-DNDEBUG', ...includeFolders.flatMap((path) => ['-I', path])];
  const prelude = join(work, 'prelude.h');
  writeFileSync(prelude, PRELUDE);
  const engine = join(packageFolder, 'deps', 'sqlite3', 'sqlite3.c');
  const binding = join(packageFolder, 'src', 'better_sqlite3.cpp');
  const forBinding = [
    '-std=c++20',
    '-fno-rtti',
    '-fno-exceptions',
    '-fvisibility=hidden',
    '-include',
    prelude,
  ];
  const objects = [join(work, 'sqlite3.o'), join(work, 'better_sqlite3.o')];
  await Promise.all([
    run('gcc', [...common, '-w', '-std=gnu99', ...sqliteDefines(), '-c', engine, '-o', objects[0]], { what }),
    run('g++', [...common, ...forBinding, ...FLAGS, '-c', binding, '-o', objects[1]], { what }),
  ]);
  const file = join(work, 'better_sqlite3.node');
  const link = [
    '-shared',
    '-pthread',
    ...objects,
    '-o',
    file,
    '-Wl,-Bsymbolic',
    '-Wl,--exclude-libs,ALL',
    '-ldl',
    '-s',
  ];
  await run('g++', link, { what });
  return file;
}

/**
 * A build of better-sqlite3's binding for a runtime with Node-API 9 (the replacement Electron).
 * Loading the prebuilt one there ends the process. Built once, kept in the cache folder.
 * @param {string} electron the executable that will load it
 * @returns {Promise<string>} its path, for `new Database(file, { nativeBinding })`
 */
export async function ensureSqliteBinding(electron) {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const name = `better-sqlite3-${version}-${process.platform}-${process.arch}-${RECIPE}.node`;
  const file = join(cacheFolder, 'sqlite', name);
  if (existsSync(file)) return file;
  await ensureSystemPackages(['compiler'], { required: true });
  await withLock('sqlite', async () => {
    if (existsSync(file)) return;
    say('building the database engine for this Electron (about a minute, once)');
    mkdirSync(join(cacheFolder, 'sqlite'), { recursive: true });
    const work = mkdtempSync(join(cacheFolder, 'sqlite', 'work-'));
    try {
      const built = await compile(work);
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const trial = ['--expose-gc', '-e', TRIAL, '--', packageFolder, built];
      await run(electron, trial, { env, what: 'Trying the database engine' });
      renameSync(built, file);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return file;
}

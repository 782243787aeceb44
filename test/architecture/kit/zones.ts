/**
 * Who may import whom: the rules of docs/ARCHITECTURE.md. A file belongs to the first zone whose
 * pattern fits; a file without a zone, and an import that no rule allows, is a violation.
 */
interface Zone {
  readonly name: string;
  readonly files: RegExp;
  /** Zones it may import besides itself. */
  readonly mayImport: readonly string[];
}

const SHARED = [
  'shared/domain',
  'shared/errors',
  'shared/text',
  'shared/wording',
  'shared/connector',
  'shared/contract',
];
const BASE = ['log', 'vault', 'database', 'http'];
const WORK = [
  'connections',
  'engine',
  'exports',
  'imports',
  'orders',
  'products',
  'stock',
  'sync',
  'tunnel',
  'webhooks',
];

const sharedZones: readonly Zone[] = [
  { name: 'shared/errors', files: /^src\/shared\/errors\//, mayImport: [] },
  { name: 'shared/text', files: /^src\/shared\/text\//, mayImport: [] },
  { name: 'shared/domain', files: /^src\/shared\/domain\//, mayImport: ['shared/errors', 'shared/text'] },
  {
    name: 'shared/wording',
    files: /^src\/shared\/wording\//,
    mayImport: ['shared/domain', 'shared/errors', 'shared/text', 'shared/contract'],
  },
  {
    name: 'shared/connector',
    files: /^src\/shared\/connector\//,
    mayImport: ['shared/domain', 'shared/errors', 'shared/text'],
  },
  {
    name: 'shared/contract',
    files: /^src\/shared\/contract\//,
    mayImport: ['shared/domain', 'shared/errors', 'shared/text', 'shared/connector'],
  },
];

const connectorZones: readonly Zone[] = [
  {
    name: 'catalogue',
    files: /^connectors\/(index\.ts|catalogue\/)/,
    mayImport: ['shared/connector', 'shared/text', 'connector'],
  },
  { name: 'family', files: /^connectors\/_families\//, mayImport: ['shared/connector', 'shared/domain'] },
  {
    name: 'connector',
    files: /^connectors\/[^/]+\//,
    mayImport: ['shared/connector', 'shared/domain', 'family'],
  },
];

const mainZones: readonly Zone[] = [
  { name: 'log', files: /^src\/main\/log\//, mayImport: SHARED },
  { name: 'vault', files: /^src\/main\/vault\//, mayImport: SHARED },
  { name: 'database', files: /^src\/main\/database\//, mayImport: SHARED },
  { name: 'http', files: /^src\/main\/http\//, mayImport: SHARED },
  { name: 'engine', files: /^src\/main\/engine\//, mayImport: [...SHARED, 'log', 'http', 'vault'] },
  { name: 'connections', files: /^src\/main\/connections\//, mayImport: [...SHARED, 'log', 'database'] },
  { name: 'products', files: /^src\/main\/products\//, mayImport: [...SHARED, 'log', 'engine', 'database'] },
  { name: 'orders', files: /^src\/main\/orders\//, mayImport: [...SHARED, 'log', 'engine', 'database'] },
  {
    name: 'stock',
    files: /^src\/main\/stock\//,
    mayImport: [...SHARED, 'log', 'engine', 'database', 'orders'],
  },
  { name: 'exports', files: /^src\/main\/exports\//, mayImport: [...SHARED, 'log', 'database'] },
  { name: 'imports', files: /^src\/main\/imports\//, mayImport: [...SHARED, 'log', 'database', 'stock'] },
  {
    name: 'sync',
    files: /^src\/main\/sync\//,
    mayImport: [...SHARED, 'log', 'engine', 'database', 'orders', 'products', 'stock'],
  },
  { name: 'webhooks', files: /^src\/main\/webhooks\//, mayImport: [...SHARED, 'log', 'engine', 'database'] },
  { name: 'tunnel', files: /^src\/main\/tunnel\//, mayImport: [...SHARED, 'log'] },
  {
    name: 'service interface',
    files: /^src\/main\/service\/(service|events)\.ts$/,
    mayImport: [...SHARED, 'vault', 'log'],
  },
  { name: 'api', files: /^src\/main\/api\//, mayImport: [...SHARED, 'log', 'service interface'] },
  { name: 'ipc', files: /^src\/main\/ipc\//, mayImport: [...SHARED, 'log', 'service interface'] },
  {
    name: 'service',
    files: /^src\/main\/service\//,
    mayImport: [...SHARED, ...BASE, ...WORK, 'service interface', 'catalogue', 'locales'],
  },
  {
    name: 'desktop',
    files: /^src\/main\/desktop\//,
    mayImport: [
      ...SHARED,
      'log',
      'vault',
      'ipc',
      'api',
      'service',
      'service interface',
      'catalogue',
      'locales',
    ],
  },
  {
    name: 'composition root',
    files: /^src\/main\/(index|service-main)\.ts$/,
    mayImport: [
      ...SHARED,
      ...BASE,
      'api',
      'ipc',
      'service',
      'service interface',
      'desktop',
      'catalogue',
      'locales',
      'package',
    ],
  },
];

/** Talks to a running Kervan over the local API: it knows what both sides share and nothing of main. */
const commandLineZone: Zone = { name: 'cli', files: /^src\/cli\//, mayImport: [...SHARED, 'package'] };

const packageZone: Zone = { name: 'package', files: /^package\.json$/, mayImport: [] };

const windowZones: readonly Zone[] = [
  { name: 'preload', files: /^src\/preload\//, mayImport: ['shared/contract', 'shared/errors'] },
  { name: 'locales', files: /^src\/renderer\/locales\/.*\.json$/, mayImport: [] },
  { name: 'renderer', files: /^src\/renderer\//, mayImport: [...SHARED, 'locales'] },
];

export const ZONES: readonly Zone[] = [
  packageZone,
  ...sharedZones,
  ...connectorZones,
  ...mainZones,
  commandLineZone,
  ...windowZones,
];

/** Which zones may use an npm package; what is not named here may be used by nobody. */
const PACKAGES: Readonly<Record<string, readonly string[] | 'any'>> = {
  zod: 'any',
  electron: ['desktop', 'ipc', 'composition root', 'preload'],
  'electron-store': ['desktop'],
  'better-sqlite3': ['database'],
  'drizzle-orm': ['database'],
  undici: ['http'],
  cockatiel: ['http'],
  pino: ['log'],
  'p-queue': ['sync', 'http', 'stock'],
  hono: ['api', 'webhooks'],
  '@hono/node-server': ['api', 'webhooks'],
  'csv-parse': ['imports'],
  'csv-stringify': ['exports', 'cli'],
  exceljs: ['exports'],
  yauzl: ['imports'],
  saxes: ['imports'],
  i18next: ['renderer', 'desktop', 'service'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  'react-aria-components': ['renderer'],
  'react-hook-form': ['renderer'],
  '@hookform/resolvers': ['renderer'],
  'react-i18next': ['renderer'],
  'react-router': ['renderer'],
  '@tanstack/react-query': ['renderer'],
  '@fontsource-variable/inter': ['renderer'],
  'lucide-react': ['renderer'],
  zustand: ['renderer'],
};

/** Node's modules belong to main and the command line; these ways out of the process only to the folders named. */
const NODE_MODULES: Readonly<Record<string, readonly string[]>> = {
  'node:http': ['http', 'api', 'webhooks', 'cli'],
  'node:https': ['http'],
  'node:http2': ['http'],
  'node:tls': ['http'],
  'node:dgram': [],
  'node:child_process': ['desktop', 'tunnel'],
  'node:vm': [],
  'node:inspector': [],
};

const NODE_ZONES = new Set([...mainZones, commandLineZone].map(({ name }) => name));

/** @param path from the project folder */
export function zoneOf(path: string): string | undefined {
  return ZONES.find(({ files }) => files.test(path))?.name;
}

/** The part of a specifier that names the package: '@scope/name/file' → '@scope/name'. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function ownFolder(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** What is wrong with a file of a zone importing another file, or undefined. */
function fileProblem(from: string, target: string): string | undefined {
  const zone = zoneOf(from);
  const other = zoneOf(target);
  if (other === undefined) return `imports ${target}, which belongs to no zone`;
  // One connector never reaches into another; only the catalogue knows them all.
  if (zone === 'connector' && other === 'connector' && ownFolder(from) !== ownFolder(target)) {
    return `imports another connector: ${target}`;
  }
  const allowed = ZONES.find(({ name }) => name === zone)?.mayImport ?? [];
  if (zone === other || allowed.includes(other)) return undefined;
  return `belongs to ${zone}, which may not import ${other} (${target})`;
}

function nodeProblem(zone: string, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `imports ${specifier} without the prefix node:`;
  if (!NODE_ZONES.has(zone)) return `belongs to ${zone}, which may not use Node (${specifier})`;
  const allowed = NODE_MODULES[specifier];
  return allowed === undefined || allowed.includes(zone) ? undefined : `${zone} may not use ${specifier}`;
}

function packageProblem(zone: string, specifier: string): string | undefined {
  const name = packageOf(specifier);
  const allowed = PACKAGES[name];
  if (allowed === undefined) return `imports the package ${name}, which has no rule`;
  return allowed === 'any' || allowed.includes(zone) ? undefined : `${zone} may not use the package ${name}`;
}

/**
 * What is wrong with one import of a shipped file.
 * @param from path of the file
 * @param specifier as written
 * @param target path from the project folder when relative, else the specifier
 */
export function importProblem(
  from: string,
  specifier: string,
  target: string,
  builtins: ReadonlySet<string>,
): string | undefined {
  const zone = zoneOf(from);
  if (zone === undefined) return 'belongs to no zone';
  if (specifier.startsWith('.')) return fileProblem(from, target);
  if (specifier.startsWith('node:') || builtins.has(specifier)) return nodeProblem(zone, specifier);
  return packageProblem(zone, specifier);
}

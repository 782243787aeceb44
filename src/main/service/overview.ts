import type { ServiceHandlers } from '../../shared/contract';
import type { AppState, Overview } from '../../shared/contract/overview';
import { listBackups } from '../database';
import { summariesOf } from './connection-views';
import type { ServiceContext } from './context';
import { viewProblem } from './problems';
import { viewRun } from './runs';

type Handlers = Pick<ServiceHandlers, 'overview.get' | 'search.quick' | 'system.status'>;

const HOUR = 3_600_000;
/** Turkey keeps UTC+3 all year since 2016. */
const ISTANBUL_OFFSET = 3 * HOUR;
const DAY = 24 * HOUR;
const SHOWN_PROBLEMS = 20;

export interface SystemFacts {
  readonly version: string;
  readonly apiUrl: () => string | null;
  readonly practice: boolean;
}

export function overviewHandlers(context: ServiceContext, system: SystemFacts): Handlers {
  const { database, reader, now } = context;
  return {
    async 'overview.get'() {
      const [day, totals, connections] = await Promise.all([
        reader.day(midnight(now())),
        reader.totals(),
        summariesOf(context),
      ]);
      const problems = database.problems.list({ states: ['open'], limit: SHOWN_PROBLEMS });
      const { ordersPerHour, ...today } = day;
      return {
        state: stateOf(context),
        today,
        ordersPerHour,
        problems: problems.map((problem) => viewProblem(context, problem)),
        openProblems: database.problems.openCounts().all,
        connections,
        activeRuns: database.runs.active().map((run) => viewRun(context, run)),
        lastProblemClosedAt: database.problems.lastClosedAt(),
        products: totals.listings,
        orders: totals.orders,
        lastBackupAt: lastBackupAt(context),
      } satisfies Overview;
    },
    'search.quick': async ({ text }) => reader.quick(text),
    async 'system.status'() {
      return {
        version: system.version,
        dataDir: database.dataDir,
        databaseBytes: database.bytes,
        migration: database.version,
        lastBackupAt: lastBackupAt(context),
        keyring: { kind: context.vault.kind, backend: context.vault.kind },
        apiUrl: system.apiUrl(),
        practice: system.practice,
      };
    },
  };
}

function midnight(now: number): number {
  return Math.floor((now + ISTANBUL_OFFSET) / DAY) * DAY - ISTANBUL_OFFSET;
}

function lastBackupAt({ database }: ServiceContext): number | null {
  return listBackups(database.dataDir)[0]?.at ?? null;
}

/** Worst true state of the whole, in the tray's order. */
export function stateOf({ database, scheduler }: ServiceContext): AppState {
  const connections = database.connections.list();
  if (connections.length === 0) return 'empty';
  const open = database.problems.list({ states: ['open'], limit: 200 });
  const network = open.filter((problem) => problem.error.fault === 'network');
  if (open.some((problem) => problem.error.fault !== 'network' && problem.error.code !== 'record.odd'))
    return 'problem';
  if (network.length > 0) return 'offline';
  if (open.length > 0) return 'attention';
  if (scheduler.paused || connections.every((one) => one.state === 'paused')) return 'paused';
  return database.runs.active().some((run) => run.state === 'running') ? 'running' : 'fine';
}

export function tellState(context: ServiceContext): void {
  const { database, events } = context;
  const openProblems = database.problems.openCounts().all;
  const activeRuns = database.runs.active().filter((run) => run.state !== 'paused').length;
  events.emit('state.changed', { state: stateOf(context), openProblems, activeRuns });
}

import type { ServiceHandlers } from '../../shared/contract';
import type { Overview } from '../../shared/contract/overview';
import { listBackups } from '../database';
import { stateOf } from './app-state';
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
  readonly keyring: { readonly kind: 'os' | 'passphrase' | 'masterKey'; readonly backend: string };
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
        absence: context.absence.current(),
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
        keyring: system.keyring,
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

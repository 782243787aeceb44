import type { AppState } from '../../../shared/contract/overview';
import type { Problem } from '../../../shared/contract/problems';
import type { KervanService } from '../../service/service';
import { type CauseKind, causeKind } from '../cause';
import type { TrayFacts } from './tray-model';

/** What the service told last of itself. */
export interface ServiceState {
  readonly state: AppState;
  readonly openProblems: number;
  readonly activeRuns: number;
}

const ASKED = 50;
/** What a person has to do something about comes first. */
const RANK: Readonly<Record<CauseKind, number>> = {
  key: 0,
  access: 1,
  disk: 2,
  database: 3,
  vault: 4,
  clock: 5,
  silent: 6,
  other: 7,
};

type GatheredFacts = Pick<TrayFacts, 'problems' | 'connections' | 'lastSyncAt'>;

/** Asks the service for what the tray's sentence and menu need. */
export async function gatherTrayFacts({ handlers }: Pick<KervanService, 'handlers'>): Promise<GatheredFacts> {
  const [{ problems }, connections] = await Promise.all([
    handlers['problems.list']({ states: ['open'], limit: ASKED }),
    handlers['connections.list']({}),
  ]);
  const active = connections.filter((connection) => connection.active);
  const times = active.map((connection) => connection.lastSyncAt);
  return {
    problems: worstFirst(problems),
    connections: active.length,
    lastSyncAt:
      times.length === 0 || times.includes(null) ? null : Math.min(...times.map((time) => time ?? 0)),
  };
}

/** One line per cause: two streams of a connection with one refused key are one problem to a person. */
function worstFirst(problems: readonly Problem[]): readonly Problem[] {
  const byCause = new Map(
    [...problems]
      .reverse()
      .map((problem) => [`${problem.error.code} ${problem.connectionId ?? ''}`, problem]),
  );
  return [...byCause.values()].sort(
    (a, b) => RANK[causeKind(a)] - RANK[causeKind(b)] || b.lastSeenAt - a.lastSeenAt,
  );
}

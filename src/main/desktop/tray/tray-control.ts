import type { StartState } from '../../../shared/contract/desktop';
import { AppError, assertNever } from '../../../shared/errors/app-error';
import type { Log } from '../../log/log';
import type { KervanService } from '../../service/service';
import type { Wording } from '../wording';
import { gatherTrayFacts, type ServiceState } from './tray-facts';
import { type TrayAction, type TrayFacts, type TrayModel, tomorrowMorning, trayModel } from './tray-model';

export interface TrayControlOptions {
  readonly practice: boolean;
  readonly wording: () => Wording;
  readonly service: () => KervanService | null;
  readonly draw: (model: TrayModel) => void;
  readonly openWindow: (route: string | null) => void;
  readonly quit: () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface TrayControl {
  /** The start came further. */
  start(state: StartState): void;
  /** The service told its state, or (null) something the menu shows has changed. */
  refresh(state?: ServiceState | null): void;
  run(action: TrayAction): void;
  /** Starts a delta run of every active connection. */
  syncAll(): Promise<void>;
  stop(): void;
}

const GATHER_EVERY = 1_000;
/** The age in the sentence must not stand still. */
const REDRAW_EVERY = 60_000;
const HOUR = 3_600_000;

export function createTrayControl(options: TrayControlOptions): TrayControl {
  const { wording, now, log } = options;
  let facts: TrayFacts = {
    phase: 'starting',
    state: 'empty',
    openProblems: 0,
    activeRuns: 0,
    problems: [],
    connections: 0,
    lastSyncAt: null,
    pause: null,
    practice: options.practice,
  };
  let gathering: ReturnType<typeof setTimeout> | null = null;
  let pauseEnd: ReturnType<typeof setTimeout> | null = null;
  const redraw = setInterval(() => soon(), REDRAW_EVERY);

  function update(change: Partial<TrayFacts>): void {
    facts = { ...facts, ...change };
    options.draw(trayModel(facts, wording(), now()));
  }

  function soon(): void {
    gathering ??= setTimeout(() => {
      gathering = null;
      gather().catch((error: unknown) => log.warn('tray not renewed', { error }));
    }, GATHER_EVERY);
  }

  async function gather(): Promise<void> {
    const service = options.service();
    if (service === null) return update({});
    update(await gatherTrayFacts(service));
  }

  async function firstState(service: KervanService): Promise<void> {
    // What was paused before a restart is still paused.
    showPause(service.schedulePause());
    const { state, openProblems, activeRuns } = await service.handlers['overview.get']({});
    update({ state, openProblems, activeRuns: activeRuns.length });
    await gather();
  }

  async function syncAll(): Promise<void> {
    const service = options.service();
    if (service === null) return;
    for (const { id, active } of await service.handlers['connections.list']({})) {
      if (!active) continue;
      await service.handlers['connections.sync']({ id, mode: 'delta', trigger: 'person' }).catch(
        (error: unknown) => {
          // One that runs already is what was asked for.
          if (!(error instanceof AppError)) throw error;
          log.info('connection not synced', { connectionId: id, code: error.code });
        },
      );
    }
  }

  function pause(until: number | null): void {
    options.service()?.pauseSchedules(until);
    showPause({ until });
  }

  function resume(): void {
    options.service()?.resumeSchedules();
    showPause(null);
  }

  function showPause(shown: TrayFacts['pause']): void {
    if (pauseEnd !== null) clearTimeout(pauseEnd);
    const until = shown?.until ?? null;
    pauseEnd = until === null ? null : setTimeout(() => update({ pause: null }), until - now());
    update({ pause: shown });
  }

  const reportFailure = (error: unknown) => log.error('tray action failed', { error });

  return {
    start(state) {
      update({ phase: phaseOf(state) });
      const service = options.service();
      if (state.state === 'ready' && service !== null) firstState(service).catch(reportFailure);
    },
    refresh(state = null) {
      update(
        state === null
          ? {}
          : { state: state.state, openProblems: state.openProblems, activeRuns: state.activeRuns },
      );
      soon();
    },
    run(action) {
      switch (action.kind) {
        case 'open':
          return options.openWindow(action.route);
        case 'syncAll':
          return void syncAll().catch(reportFailure);
        case 'pause':
          return pause(pauseUntil(action.length, now()));
        case 'resume':
          return resume();
        case 'quit':
          return options.quit();
        default:
          return assertNever(action);
      }
    },
    syncAll,
    stop() {
      clearInterval(redraw);
      if (gathering !== null) clearTimeout(gathering);
      if (pauseEnd !== null) clearTimeout(pauseEnd);
    },
  };
}

function pauseUntil(length: Extract<TrayAction, { kind: 'pause' }>['length'], now: number): number | null {
  switch (length) {
    case 'hour':
      return now + HOUR;
    case 'tomorrow':
      return tomorrowMorning(now);
    case 'untilResumed':
      return null;
    default:
      return assertNever(length);
  }
}

function phaseOf(state: StartState): TrayFacts['phase'] {
  switch (state.state) {
    case 'starting':
      return 'starting';
    case 'keyring':
      return 'vaultLocked';
    case 'failed':
      return 'failed';
    case 'ready':
      return 'open';
    default:
      return assertNever(state);
  }
}

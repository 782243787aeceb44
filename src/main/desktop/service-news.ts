import type { KervanEvents } from '../../shared/contract';
import { eventNames } from '../../shared/contract/events';
import type { ConnectionId } from '../../shared/domain/ids';
import type { EventPusher } from '../ipc/event-pusher';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import { firstReadOf } from './first-reads';
import { noticeOfFirstRead, noticeOfProblem } from './notifications/notice';
import type { Notifier } from './notifications/notifier';
import type { ServiceState } from './tray/tray-facts';
import type { Wording } from './wording';

export interface ServiceNewsOptions {
  readonly pusher: EventPusher;
  readonly notifier: Notifier;
  readonly wording: () => Wording;
  readonly isWindowVisible: () => boolean;
  /** The tray may say something else now. */
  readonly onState: (state: ServiceState | null) => void;
  readonly log: Log;
}

/** Hands the service's news to the window, the tray and the notifications. */
export function followService(service: KervanService, options: ServiceNewsOptions): void {
  const { pusher, notifier, wording, log } = options;
  const toldFirstReads = new Set<ConnectionId>();

  const onProblem = (problem: KervanEvents['problem.changed']) => {
    options.onState(null);
    const notice = problem.state === 'open' ? noticeOfProblem(problem, wording()) : null;
    if (notice === null) notifier.close(problem.id);
    else notifier.open(problem.id, notice);
  };
  const onRun = async (run: KervanEvents['run.changed']) => {
    if (options.isWindowVisible()) return;
    const read = await firstReadOf(run, service, toldFirstReads);
    if (read !== null) notifier.tell(noticeOfFirstRead(read, wording()));
  };

  const reconcile = createReconcile(service, notifier, log);

  for (const name of eventNames) service.events.on(name, (event) => pusher.push(name, event));
  service.events.on('problem.changed', onProblem);
  service.events.on('state.changed', (state) => options.onState(state));
  service.events.on('connection.changed', () => {
    options.onState(null);
    reconcile();
  });
  service.events.on('run.changed', (run) => {
    onRun(run).catch((error: unknown) => log.warn('first read not told', { error }));
  });
}

const RECONCILE_AFTER = 1_000;
const MOST_PROBLEMS = 200;

/** Some problems end without news of their own: a new key, a deleted connection. Asked once for a burst of changes. */
function createReconcile(
  { handlers }: Pick<KervanService, 'handlers'>,
  notifier: Notifier,
  log: Log,
): () => void {
  let isWaiting = false;
  const run = async () => {
    if (!notifier.hasOpen()) return;
    const { problems, nextCursor } = await handlers['problems.list']({
      states: ['open'],
      limit: MOST_PROBLEMS,
    });
    if (nextCursor === null) notifier.keepOnly(new Set(problems.map(({ id }) => id)));
  };
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      run().catch((error: unknown) => log.warn('notifications not compared', { error }));
    }, RECONCILE_AFTER);
  };
}

import type { AppState } from '../../shared/contract/overview';
import type { ServiceContext } from './context';

/** Worst true state of the whole, in the tray's order. */
export function stateOf({ database, scheduler }: ServiceContext): AppState {
  const connections = database.connections.list();
  if (connections.length === 0) return 'empty';
  const open = database.problems.list({ states: ['open'], limit: 200 });
  if (open.some(({ error }) => error.code !== 'net.offline' && error.code !== 'record.odd')) return 'problem';
  if (open.some(({ error }) => error.code === 'net.offline')) return 'offline';
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

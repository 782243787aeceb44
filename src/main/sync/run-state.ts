import type { RunState } from '../../shared/domain/stream';

const ENDED: readonly RunState[] = ['done', 'partial', 'failed', 'cancelled'];

export function isEnded(state: RunState): boolean {
  return ENDED.includes(state);
}

/** State of a run from its streams: it runs while one runs, waits while one waits, and its end is its worst stream's end. */
export function runStateOf(streams: readonly RunState[]): RunState {
  if (streams.includes('running')) return 'running';
  if (streams.includes('queued')) return streams.some(isEnded) ? 'running' : 'queued';
  if (streams.includes('paused')) return 'paused';
  const kinds = new Set(streams);
  if (kinds.size === 1) return streams[0] ?? 'done';
  return 'partial';
}

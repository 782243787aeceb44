import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { FromPage } from '../../shared/contract/runs';
import type { Database, StoredRun, StoredRunStream } from '../database';
import { restoreRun } from '../engine';

type NewestRuns = Pick<Database['runs'], 'activeOf' | 'lastEnded'>;

/**
 * Whether a run that failed can go on from its last stored page; null for a run that did not fail. A stream read since then
 * must begin anew: its older place would bring back what the newer reading has settled.
 * @param definition the connector's as it is now; null when it is not known, as after its connection was deleted
 */
export function fromPageOf(
  { runs }: { readonly runs: NewestRuns },
  run: StoredRun,
  definition: ConnectorDefinition | null,
): FromPage | null {
  if (run.state !== 'failed' && run.state !== 'partial') return null;
  const failed = run.streams.filter((one) => one.state === 'failed');
  if (failed.length === 0) return null;
  const placed = failed.filter((one) => one.checkpoint !== null);
  if (placed.length === 0) return 'noPage';
  if (!placed.every((one) => belongsTo(one, definition))) return 'definitionChanged';
  return failed.every((one) => isNewest(runs, run, one)) ? 'possible' : 'readSince';
}

function belongsTo({ stream, checkpoint }: StoredRunStream, definition: ConnectorDefinition | null): boolean {
  const described = definition?.streams[stream];
  return (
    definition !== null &&
    described !== undefined &&
    restoreRun(checkpoint, definition.version, described) !== null
  );
}

function isNewest(runs: NewestRuns, run: StoredRun, { stream }: StoredRunStream): boolean {
  const isActive = runs
    .activeOf(run.connectionId)
    .some((other) => other.streams.some((one) => one.stream === stream && one.endedAt === null));
  return !isActive && runs.lastEnded(run.connectionId, stream)?.run.id === run.id;
}

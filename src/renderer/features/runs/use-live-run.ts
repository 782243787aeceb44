import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import type { Run } from '../../../shared/contract/runs';
import { runIdSchema } from '../../../shared/domain/ids';
import type { AppError } from '../../../shared/errors/app-error';
import { useAnswer, useNews } from '../../lib/queries';

/** A run that follows its news without asking again for each. */
export function useLiveRun(id: string): UseQueryResult<Run, AppError> {
  const client = useQueryClient();
  const runId = runIdSchema.parse(id);
  useNews('run.changed', (run) => {
    if (run.id === runId) client.setQueryData<Run>(['runs.get', { id: runId }], run);
  });
  return useAnswer('runs.get', { id: runId });
}

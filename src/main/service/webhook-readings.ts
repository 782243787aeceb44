import type { ConnectionId, RunId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, toAppError } from '../../shared/errors/app-error';
import { needsPerson } from '../connections/connection-state';
import type { ReadingEnd } from '../webhooks/worker';
import type { ServiceContext } from './context';
import { streamEnded } from './stream-end';

/** Reads what changed in a stream because its channel told so; joins a reading that is under way. */
export async function readBecauseTold(
  context: ServiceContext,
  connectionId: ConnectionId,
  stream: StreamName,
  signal: AbortSignal,
): Promise<ReadingEnd> {
  const { database, coordinator } = context;
  if (database.connections.find(connectionId)?.state !== 'active') return { kind: 'resting' };
  let id: RunId;
  try {
    id = coordinator.start(connectionId, { streams: [stream], mode: 'delta', startedBy: 'schedule' });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'internal.stopping') return { kind: 'resting' };
    return { kind: 'failed', error: error.toWire(), person: false };
  }
  await streamEnded(context, id, stream, signal);
  return endOf(context, id, stream);
}

function endOf({ database }: ServiceContext, id: RunId, stream: StreamName): ReadingEnd {
  const row = database.runs.find(id)?.streams.find((one) => one.stream === stream);
  switch (row?.state) {
    case 'done':
    case 'partial':
      return { kind: 'done' };
    case 'failed': {
      const error = row.error ?? new AppError('internal.unexpected').toWire();
      return { kind: 'failed', error, person: needsPerson(error.code) };
    }
    default:
      return { kind: 'resting' };
  }
}

import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { StreamName } from '../../shared/domain/stream';
import { needsPerson } from '../connections/connection-state';
import type { StoredConnection } from '../database';
import { nextDue } from '../sync/next-due';
import type { DueStream } from '../sync/scheduler';
import { scheduleOf, streamsOf } from './connection-facts';
import type { ServiceContext } from './context';

const MINUTE = 60_000;

/** When a stream is read next by itself; null = not by itself (paused, by hand only, a person has to act first). */
export function dueAt(
  { database, failures }: Pick<ServiceContext, 'database' | 'failures'>,
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
): number | null {
  if (connection.state !== 'active') return null;
  if (database.problems.open(connection.id).some((problem) => needsPerson(problem.error.code))) return null;
  const cursor = database.cursors.find(connection.id, stream);
  const finishedAt = Math.max(cursor?.fullEndedAt ?? 0, cursor?.deltaEndedAt ?? 0) || null;
  const failed = failures.of(connection.id, stream);
  return nextDue(scheduleOf(connection, definition, stream), { finishedAt, ...failed }, connection.createdAt);
}

/** Every scheduled stream that is not being read now, over the connectors loaded so far or needed by an active connection. */
export function planOf(
  context: ServiceContext,
  definitions: ReadonlyMap<string, ConnectorDefinition>,
): DueStream[] {
  const busy = new Set(
    context.database.runs
      .active()
      .flatMap((run) =>
        run.streams.filter((one) => one.endedAt === null).map((one) => `${run.connectionId}/${one.stream}`),
      ),
  );
  return context.database.connections.list().flatMap((connection) => {
    const definition = definitions.get(connection.integration);
    if (!definition) return [];
    return streamsOf(definition).flatMap((stream) => {
      if (busy.has(`${connection.id}/${stream}`)) return [];
      const at = dueAt(context, connection, definition, stream);
      return at === null
        ? []
        : [
            {
              connectionId: connection.id,
              stream,
              mode: modeAt(context, connection, definition, stream),
              dueAt: at,
            },
          ];
    });
  });
}

/** A full reading is due by its own, longer rhythm; it also finds what disappeared. */
function modeAt(
  context: ServiceContext,
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
) {
  const every = definition.streams[stream]?.fullEveryMinutes ?? 0;
  if (every === 0) return 'delta';
  const fullEndedAt = context.database.cursors.find(connection.id, stream)?.fullEndedAt ?? null;
  return fullEndedAt === null || fullEndedAt + every * MINUTE <= context.now() ? 'full' : 'delta';
}

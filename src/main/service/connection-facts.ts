import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { Schedule } from '../../shared/contract/connections';
import { type StreamName, streamNameSchema } from '../../shared/domain/stream';
import type { StoredConnection } from '../database';
import type { ServiceContext } from './context';

/** The streams a connector offers, in their fixed order. */
export function streamsOf(definition: ConnectorDefinition): StreamName[] {
  return streamNameSchema.options.filter((stream) => definition.streams[stream] !== undefined);
}

/** The merchant's schedule, or the connector's usual one. */
export function scheduleOf(
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
): Schedule {
  return (
    connection.settings.schedules?.[stream] ?? { everyMinutes: definition.streams[stream]?.everyMinutes ?? 0 }
  );
}

/** Read by itself, whatever its rhythm. */
export function isScheduled(
  connection: StoredConnection,
  definition: ConnectorDefinition,
  stream: StreamName,
): boolean {
  const { everyMinutes, dailyAt } = scheduleOf(connection, definition, stream);
  return definition.streams[stream] !== undefined && (everyMinutes > 0 || dailyAt !== undefined);
}

/** Reads from a host the process was started with leave to reach: a practice marketplace or a vendor's sandbox. */
export function isPractice(
  context: ServiceContext,
  connection: Pick<StoredConnection, 'settings' | 'fields'>,
): boolean {
  const addresses = [connection.settings.baseUrl, ...Object.values(connection.fields)].filter(
    (value) => value !== undefined,
  );
  return addresses.some((value) => URL.canParse(value) && context.clients.isAllowed(new URL(value)));
}

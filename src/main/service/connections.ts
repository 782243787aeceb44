import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ParsedInputOf, ServiceHandlers, ServiceOperations } from '../../shared/contract';
import type { ConnectionDetail, ConnectionSettings } from '../../shared/contract/connections';
import type { ConnectionId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import { leadsElsewhere, readFieldValues } from '../connections/field-values';
import { eraseConnection, newConnectionId } from '../database';
import { releaseReservations } from '../stock/ledger';
import { settleOversold } from '../stock/oversold';
import { refreshWanted } from '../stock/wanted';
import { streamsOf } from './connection-facts';
import { checkHandlers } from './connection-tests';
import { detailOf, summariesOf } from './connection-views';
import type { ServiceContext } from './context';
import { oneByOne } from './one-by-one';
import { endComplaints, tellProblem } from './problems';

type Handlers = Pick<
  ServiceHandlers,
  | 'connections.list'
  | 'connections.get'
  | 'connections.create'
  | 'connections.update'
  | 'connections.delete'
  | 'connections.test'
  | 'connections.cancelTest'
  | 'connections.activate'
  | 'connections.deactivate'
  | 'connections.sync'
>;

export function connectionHandlers(context: ServiceContext): Handlers {
  const { database } = context;
  // Two writers of one connection go one after the other, so that neither sees half of what the other does.
  const inTurn = oneByOne<ConnectionId>();
  const detail = (id: ConnectionId) => detailOf(context, database.connections.get(id));
  return {
    ...checkHandlers(context),
    'connections.list': () => summariesOf(context),
    'connections.get': async ({ id }) => detail(id),
    async 'connections.create'(input) {
      const definition = await context.connectors.load(input.integration);
      assertSettings(context, definition, input.settings);
      const values = readFieldValues(definition, input.credentials);
      const id = newConnectionId();
      const created = database.write((tx) =>
        tx.connections.create({
          id,
          integration: input.integration,
          name: input.name,
          state: 'paused',
          fields: values.plain,
          learned: {},
          settings: input.settings,
        }),
      );
      try {
        await saveSecrets(context, created.id, values.secret);
      } catch (error) {
        // Without its keys a connection is nothing: it must not stay behind half made.
        database.write((tx) => tx.connections.remove(created.id));
        throw error;
      }
      if (input.active)
        database.write((tx) => tx.connections.update(id, { state: 'active', pausedAt: null }));
      return changed(context, id);
    },
    'connections.update': (input) => inTurn(input.id, () => update(context, input)),
    async 'connections.delete'({ id, confirmName }) {
      const connection = database.connections.get(id);
      if (confirmName.trim() !== connection.name)
        throw new AppError('input.nameMismatch', { facts: { name: connection.name } });
      await removeConnection(context, id);
      return { deleted: true };
    },
    async 'connections.activate'({ id }) {
      database.write((tx) =>
        tx.connections.update(id, { state: 'active', pausedAt: null, pausedUntil: null }),
      );
      context.coordinator.resumeConnection(id);
      context.outbox.wake(id);
      return changed(context, id);
    },
    async 'connections.deactivate'({ id, until }) {
      database.connections.get(id);
      await context.coordinator.haltConnection(id, 'pause');
      database.write((tx) =>
        tx.connections.update(id, { state: 'paused', pausedAt: context.now(), pausedUntil: until ?? null }),
      );
      return changed(context, id);
    },
    async 'connections.sync'({ id, streams, mode, trigger }) {
      const connection = database.connections.get(id);
      if (connection.state !== 'active')
        throw new AppError('connection.paused', { facts: { connection: connection.name } });
      const definition = await context.connectors.load(connection.integration);
      const runId = context.coordinator.start(id, {
        streams: wantedStreams(definition, streams),
        mode,
        startedBy: trigger,
      });
      return { runId };
    },
  };
}

type Update = ParsedInputOf<ServiceOperations['connections.update']>;

async function update(
  context: ServiceContext,
  { id, name, credentials, settings, expectedUpdatedAt }: Update,
): Promise<ConnectionDetail> {
  const { database } = context;
  const before = database.connections.get(id);
  if (expectedUpdatedAt !== undefined && before.updatedAt !== expectedUpdatedAt)
    throw new AppError('input.changedMeanwhile');
  const definition = await context.connectors.load(before.integration);
  if (settings) assertSettings(context, definition, settings);
  const values = credentials
    ? readFieldValues(definition, credentials, {
        plain: before.fields,
        secretNames: await context.vault.names(id),
      })
    : null;
  if (values) {
    await context.coordinator.haltConnection(id, 'pause');
    if (credentials && leadsElsewhere(definition, credentials, before.fields)) {
      for (const saved of await context.vault.names(id))
        if (!Object.hasOwn(values.secret, saved)) await context.vault.remove(id, saved);
    }
    await context.webhooks.fieldsChange(id, definition, values.secret);
    await saveSecrets(context, id, values.secret);
    context.clients.forget(id);
    context.webhooks.connectionChanged(id);
  }
  // Another account means other facts: they are learned anew.
  const account = values ? { fields: values.plain, learned: {} } : {};
  database.write((tx) =>
    tx.connections.update(id, {
      ...(name ? { name } : {}),
      ...(settings ? { settings } : {}),
      ...account,
    }),
  );
  if (values) {
    endComplaints(context, id, () => true);
    context.outbox.wake(id);
    if (before.state === 'active') context.coordinator.resumeConnection(id);
  }
  return changed(context, id);
}

/** Its keys go first; then everything read from it, in small steps. Returns when it is gone from every list. */
async function removeConnection(context: ServiceContext, id: ConnectionId): Promise<void> {
  const { database, coordinator, vault, clients, events, log } = context;
  await coordinator.haltConnection(id, 'cancel');
  await context.webhooks.forget(id);
  clients.forget(id);
  context.lastLimits.forget(id);
  context.outbox.forget(id);
  await vault.remove(id);
  for (const path of database.forgetInBackups(id)) log.warn('backup not opened to forget secrets', { path });
  const settled = database.write((tx) => {
    const moved = releaseReservations(tx, id);
    tx.connections.markDeleting(id);
    refreshWanted(tx, moved);
    return settleOversold(tx, moved);
  });
  for (const problem of settled) tellProblem(context, database.problems.get(problem));
  events.emit('connection.changed', { id });
  eraseConnection(database, id)
    .then(() => log.info('connection erased', { connectionId: id }))
    .catch((error: unknown) => log.error('connection not erased yet', { connectionId: id, error }));
}

async function saveSecrets(
  context: ServiceContext,
  id: ConnectionId,
  secret: Readonly<Record<string, string>>,
): Promise<void> {
  if (Object.keys(secret).length === 0) return;
  await context.vault.put(id, secret);
  context.database.write((tx) => tx.connections.update(id, { secretsSavedAt: context.now() }));
}

function changed(context: ServiceContext, id: ConnectionId): Promise<ConnectionDetail> {
  context.events.emit('connection.changed', { id });
  context.scheduler.look();
  return detailOf(context, context.database.connections.get(id));
}

function wantedStreams(
  definition: ConnectorDefinition,
  asked: readonly StreamName[] | undefined,
): StreamName[] {
  const offered = streamsOf(definition);
  const unknown = asked?.find((stream) => !offered.includes(stream));
  if (unknown)
    throw new AppError('connection.streamUnsupported', {
      facts: { stream: unknown, integration: definition.title },
    });
  return asked ? offered.filter((stream) => asked.includes(stream)) : offered;
}

/** A base address may stand for the channel's hosts only where the process was started with leave to reach it. */
function assertSettings(
  context: ServiceContext,
  definition: ConnectorDefinition,
  settings: ConnectionSettings,
): void {
  const unknown = Object.keys(settings.schedules ?? {}).find(
    (stream) => !streamsOf(definition).includes(stream as StreamName),
  );
  if (unknown)
    throw new AppError('connection.streamUnsupported', {
      facts: { stream: unknown, integration: definition.title },
    });
  if (settings.baseUrl === undefined) return;
  const url = new URL(settings.baseUrl);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!bare) throw new AppError('input.invalid', { facts: { field: 'settings.baseUrl' } });
  if (!context.clients.isAllowed(url))
    throw new AppError('input.hostNotAllowed', { facts: { host: url.host } });
}

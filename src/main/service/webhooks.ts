import type { ServiceHandlers } from '../../shared/contract';
import type { HookCounts, HookDelivery, HookEndpoint } from '../../shared/contract/webhooks';
import type { ConnectionId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { StoredConnection, StoredDelivery } from '../database';
import type { ServiceContext } from './context';
import { maskedJson } from './masked-json';
import { secretField } from './webhook-secrets';

type Handlers = Pick<
  ServiceHandlers,
  | 'webhooks.status'
  | 'webhooks.listen'
  | 'webhooks.setAddress'
  | 'webhooks.tunnels'
  | 'webhooks.setTunnel'
  | 'webhooks.check'
  | 'webhooks.enable'
  | 'webhooks.disable'
  | 'webhooks.repair'
  | 'webhooks.rotate'
  | 'webhooks.inbox'
  | 'webhooks.delivery'
  | 'webhooks.replay'
>;

/** A click takes up so many at once; the rest waits for the next. */
const REPLAYED_AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
/** Turkey keeps one time all year. */
const ISTANBUL_MS = 3 * 3_600_000;

export function webhookHandlers(context: ServiceContext): Handlers {
  const { database, webhooks } = context;
  const endpoint = (id: ConnectionId) => endpointOf(context, database.connections.get(id));
  /** Every channel is told while the person goes on. */
  const tellAll = (): void =>
    void webhooks.setUpAll().catch((error: unknown) => context.log.error('hooks not set up', { error }));
  return {
    async 'webhooks.status'() {
      const connections = database.connections.list();
      const views = await Promise.all(connections.map((connection) => endpointOrNone(context, connection)));
      return {
        way: webhooks.way.view(),
        endpoints: views.filter((view) => view !== null),
        today: countsSince(context, startOfToday(context.now())),
        asideInAll: database.inbox.asideCount(),
      };
    },
    async 'webhooks.listen'({ port }) {
      const way = await webhooks.way.listen(port);
      await webhooks.tunnel.follow();
      return way;
    },
    'webhooks.tunnels': async () => webhooks.tunnel.choices(),
    async 'webhooks.setTunnel'({ program }) {
      const way = await webhooks.tunnel.choose(program);
      if (program === null) tellAll();
      return way;
    },
    async 'webhooks.setAddress'({ address }) {
      // One address at a time: a person's takes the place of a program's.
      await webhooks.tunnel.choose(null);
      const way = await webhooks.way.setAddress(address);
      tellAll();
      return way;
    },
    async 'webhooks.check'() {
      const before = webhooks.way.provenAddress();
      const way = await webhooks.way.check();
      if (before === null && webhooks.way.provenAddress() !== null) tellAll();
      return way;
    },
    async 'webhooks.enable'({ connectionId }) {
      database.connections.get(connectionId);
      const access = await webhooks.enable(connectionId);
      return { endpoint: await endpoint(connectionId), access };
    },
    async 'webhooks.disable'({ connectionId }) {
      database.connections.get(connectionId);
      await webhooks.disable(connectionId);
      return endpoint(connectionId);
    },
    async 'webhooks.repair'({ connectionId }) {
      assertEnabled(context, connectionId);
      await webhooks.repair(connectionId);
      return endpoint(connectionId);
    },
    async 'webhooks.rotate'({ connectionId }) {
      assertEnabled(context, connectionId);
      const access = await webhooks.rotate(connectionId);
      return { endpoint: await endpoint(connectionId), access };
    },
    async 'webhooks.inbox'({ connectionId, state, cursor, limit }) {
      const before = cursor === undefined ? undefined : Number(cursor);
      const rows = database.inbox.list({ connectionId, state, before, limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        deliveries: shown.map((row) => viewDelivery(context, row)),
        nextCursor: last === undefined ? null : String(last.id),
      };
    },
    async 'webhooks.delivery'({ id }) {
      const row = database.inbox.find(id);
      const content = database.inbox.content(id);
      if (row === null || content === null)
        throw new AppError('input.notFound', { facts: { what: 'delivery', id } });
      const text = content.body === null ? '' : Buffer.from(content.body).toString('utf8');
      return { ...viewDelivery(context, row), headers: content.headers, json: maskedJson(text) };
    },
    async 'webhooks.replay'(which) {
      const found = 'id' in which ? database.inbox.find(which.id) : null;
      if ('id' in which && found === null)
        throw new AppError('input.notFound', { facts: { what: 'delivery', id: which.id } });
      const replayed = database.write((tx) => tx.inbox.replay(which, REPLAYED_AT_ONCE));
      webhooks.look();
      return { replayed };
    },
  };
}

function assertEnabled({ database }: ServiceContext, id: ConnectionId): void {
  database.connections.get(id);
  if (database.endpoints.find(id) === null)
    throw new AppError('input.notFound', { facts: { what: 'webhook', id } });
}

async function endpointOrNone(
  context: ServiceContext,
  connection: StoredConnection,
): Promise<HookEndpoint | null> {
  const definition = await context.connectors.load(connection.integration);
  return definition.webhooks === undefined ? null : endpointOf(context, connection);
}

async function endpointOf(context: ServiceContext, connection: StoredConnection): Promise<HookEndpoint> {
  const { database, connectors } = context;
  const definition = await connectors.load(connection.integration);
  const stored = database.endpoints.find(connection.id);
  return {
    connectionId: connection.id,
    connectionName: connection.name,
    integrationName: connectors.find(connection.integration).name,
    state: stored?.state ?? 'off',
    address: stored?.address ?? null,
    lastDeliveryAt: database.inbox.lastReceivedAt(connection.id),
    checkedAt: stored?.checkedAt ?? null,
    switchedOffAt: stored?.switchedOffAt ?? null,
    error: stored?.error ?? null,
    topics: Object.keys(definition.webhooks?.topics ?? {}),
    hasOwnSecret: secretField(definition) === null,
    byHand: definition.webhooks?.byHand ?? null,
  };
}

function countsSince({ database }: ServiceContext, since: number): HookCounts {
  const { states, repeats } = database.inbox.counts(since);
  const of = (state: string): number => states.get(state) ?? 0;
  const open = of('new') + of('waiting');
  return {
    received: open + of('done') + of('aside') + repeats + of('refused'),
    done: of('done'),
    open,
    repeated: repeats,
    aside: of('aside'),
    refused: of('refused'),
  };
}

function viewDelivery({ database, connectors }: ServiceContext, row: StoredDelivery): HookDelivery {
  const connection = database.connections.find(row.connectionId);
  const facts = { ...row.error?.facts, connection: connection?.name ?? '', count: row.repeats + 1 };
  return {
    ...row,
    connectionName: connection?.name ?? '',
    integrationName: connection === null ? '' : connectors.find(connection.integration).name,
    error: row.error === null ? null : { ...row.error, facts },
  };
}

/** Midnight in Istanbul, UTC epoch ms. */
function startOfToday(now: number): number {
  return Math.floor((now + ISTANBUL_MS) / DAY_MS) * DAY_MS - ISTANBUL_MS;
}

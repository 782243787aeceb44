import type { CatalogueEntry } from '../../shared/connector/catalogue';
import { searchCatalogue } from '../../shared/connector/catalogue-search';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ServiceHandlers } from '../../shared/contract';
import type {
  IntegrationCard,
  IntegrationDetail,
  IntegrationStream,
} from '../../shared/contract/integrations';
import { streamNameSchema } from '../../shared/domain/stream';
import type { ServiceContext } from './context';

type Handlers = Pick<ServiceHandlers, 'integrations.list' | 'integrations.get'>;

export function integrationHandlers({ database, connectors }: ServiceContext): Handlers {
  const counts = (): ReadonlyMap<string, number> => {
    const counted = new Map<string, number>();
    for (const one of database.connections.list())
      counted.set(one.integration, (counted.get(one.integration) ?? 0) + 1);
    return counted;
  };
  const card = (entry: CatalogueEntry, count: number): IntegrationCard => ({
    ...entry,
    connectable: connectors.isConnectable(entry.id),
    connectionCount: count,
  });
  return {
    async 'integrations.list'(filter) {
      const counted = counts();
      return searchCatalogue(connectors.entries, filter).map((entry) =>
        card(entry, counted.get(entry.id) ?? 0),
      );
    },
    async 'integrations.get'({ id }) {
      const entry = connectors.find(id);
      const shown = card(entry, counts().get(id) ?? 0);
      return shown.connectable
        ? { ...shown, ...detailOf(await connectors.load(id)) }
        : { ...shown, ...NOTHING };
    },
  };
}

type Extra = Omit<IntegrationDetail, keyof IntegrationCard>;

const NOTHING: Extra = { fields: [], apiVersion: null, docs: null, streams: [], readWrite: null, limits: [] };

function detailOf(definition: ConnectorDefinition): Extra {
  return {
    fields: definition.fields,
    apiVersion: definition.apiVersion,
    docs: definition.docs,
    streams: streamsOf(definition),
    readWrite: definition.capabilities,
    limits: definition.http.budgets,
  };
}

function streamsOf(definition: ConnectorDefinition): IntegrationStream[] {
  return streamNameSchema.options.flatMap((stream) => {
    const declared = definition.streams[stream];
    if (!declared) return [];
    return [{ stream, everyMinutes: declared.everyMinutes, method: methodOf(definition, stream) }];
  });
}

/** Whether the channel can be asked for changes only. */
export function methodOf(
  definition: ConnectorDefinition,
  stream: IntegrationStream['stream'],
): IntegrationStream['method'] {
  const parts = definition.streams[stream]?.parts ?? [];
  return parts.some((part) => part.modes.includes('delta') && part.delta.kind === 'since')
    ? 'sinceCursor'
    : 'fullRead';
}

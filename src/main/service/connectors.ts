import { catalogue, connectorLoaders, findEntry } from '../../../connectors';
import type { CatalogueEntry } from '../../shared/connector/catalogue';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import { AppError } from '../../shared/errors/app-error';

/** The catalogue and the code behind it; a connector's code is loaded when it is first used. */
export interface Connectors {
  readonly entries: readonly CatalogueEntry[];
  find(id: string): CatalogueEntry;
  isConnectable(id: string): boolean;
  load(id: string): Promise<ConnectorDefinition>;
  /** What `load` has brought already; null before. */
  loaded(id: string): ConnectorDefinition | null;
}

export function createConnectors(): Connectors {
  const loaded = new Map<string, ConnectorDefinition>();
  return {
    entries: catalogue,
    find: requireEntry,
    isConnectable: (id) => Object.hasOwn(connectorLoaders, id),
    async load(id) {
      const entry = requireEntry(id);
      const load = Object.hasOwn(connectorLoaders, id) ? connectorLoaders[id] : undefined;
      if (load) {
        const { connector } = await load();
        loaded.set(id, connector);
        return connector;
      }
      const code = entry.evidence === 'closed' ? 'integration.closed' : 'integration.planned';
      throw new AppError(code, { facts: { integration: entry.name } });
    },
    loaded: (id) => loaded.get(id) ?? null,
  };
}

function requireEntry(id: string): CatalogueEntry {
  const entry = findEntry(id);
  if (!entry) throw new AppError('integration.unknown', { facts: { integration: id } });
  return entry;
}

import { TUNNEL_GUIDES } from '../../shared/contract/tunnel';
import type { KervanService } from '../service/service';
import type { DesktopDoors } from './doors';
import type { LinkSources } from './external-links';

/** Gathers where links may lead, at the moment one is clicked. While the service is not open only the catalogue counts. */
export async function gatherLinkSources(
  catalogue: DesktopDoors['catalogue'],
  service: Pick<KervanService, 'handlers'> | null,
): Promise<LinkSources> {
  if (service === null) return { catalogue, docs: [], connections: [] };
  const { handlers } = service;
  const cards = await handlers['integrations.list']({});
  const connectable = cards.filter((card) => card.connectable);
  const details = await Promise.all(connectable.map(({ id }) => handlers['integrations.get']({ id })));
  const summaries = await handlers['connections.list']({});
  const connections = await Promise.all(summaries.map(({ id }) => handlers['connections.get']({ id })));
  return {
    catalogue,
    docs: [...details.flatMap((detail) => detail.docs ?? []), ...Object.values(TUNNEL_GUIDES)],
    connections,
  };
}

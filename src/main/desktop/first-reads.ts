import type { Run } from '../../shared/contract/runs';
import type { ConnectionId } from '../../shared/domain/ids';
import type { KervanService } from '../service/service';
import type { FirstRead } from './notifications/notice';

/** A run that has just read a connection for the first time, with what is there now; null for any other run. */
export async function firstReadOf(
  run: Run,
  { handlers }: Pick<KervanService, 'handlers'>,
  told: Set<ConnectionId>,
): Promise<FirstRead | null> {
  if ((run.state !== 'done' && run.state !== 'partial') || told.has(run.connectionId)) return null;
  told.add(run.connectionId);
  const { runs } = await handlers['runs.list']({
    connectionId: run.connectionId,
    states: ['done', 'partial'],
    limit: 2,
  });
  if (runs.some((other) => other.id !== run.id)) return null;
  const connection = await handlers['connections.get']({ id: run.connectionId });
  return {
    connectionId: connection.id,
    name: connection.name,
    products: connection.products,
    orders: connection.orders,
  };
}

import type { ServiceHandlers } from '../../shared/contract';
import type { StockResult, Warehouse } from '../../shared/contract/stock';
import type { ProblemId, VariantId } from '../../shared/domain/ids';
import { availableOf } from '../../shared/domain/stock';
import { AppError } from '../../shared/errors/app-error';
import { MAIN_WAREHOUSE, type WriteTransaction } from '../database';
import { settleOversold } from '../stock/oversold';
import { adjustStock, type Booked, countStock, transferStock } from '../stock/stock-booking';
import { refreshWanted } from '../stock/wanted';
import type { ServiceContext } from './context';
import { tellProblem } from './problems';

type Handlers = Pick<
  ServiceHandlers,
  | 'stock.get'
  | 'stock.movements'
  | 'stock.count'
  | 'stock.adjust'
  | 'stock.transfer'
  | 'warehouses.list'
  | 'warehouses.add'
  | 'warehouses.rename'
>;

/** News that names more variants than this only says "ask again". */
const MOST_NAMED = 50;

export function stockHandlers(context: ServiceContext): Handlers {
  const { database, reader } = context;
  const warehouses = (): Warehouse[] =>
    database.stock.warehouses().map((one) => ({ ...one, main: one.id === MAIN_WAREHOUSE }));
  const warehouse = (wanted: Warehouse['id']): Warehouse => {
    const found = warehouses().find(({ id }) => id === wanted);
    if (found) return found;
    throw new AppError('input.notFound', { facts: { what: 'warehouse', id: wanted } });
  };
  return {
    'stock.get': ({ variantId }) => reader.variants.get(variantId),
    'stock.movements': (request) => reader.variants.movements(request),
    'stock.count': async (asked) => booking(context, asked.variantId, (tx) => countStock(tx, asked)),
    'stock.adjust': async (asked) => booking(context, asked.variantId, (tx) => adjustStock(tx, asked)),
    'stock.transfer': async (asked) => booking(context, asked.variantId, (tx) => transferStock(tx, asked)),
    'warehouses.list': async () => warehouses(),
    async 'warehouses.add'({ name }) {
      const id = database.write((tx) => tx.stock.addWarehouse(name));
      tellStock(context, null);
      return warehouse(id);
    },
    async 'warehouses.rename'({ id, name, expectedName }) {
      const { name: stands } = warehouse(id);
      if (expectedName !== undefined && expectedName !== stands) throw new AppError('input.changedMeanwhile');
      database.write((tx) => tx.stock.renameWarehouse(id, name));
      tellStock(context, null);
      return warehouse(id);
    },
  };
}

/** One booking with what follows from it in the same transaction: what channels are to be told, complaints about overselling. */
function booking(
  context: ServiceContext,
  variantId: VariantId,
  work: (tx: WriteTransaction) => Booked,
): StockResult {
  const { result, problems } = context.database.write((tx) => {
    const booked = work(tx);
    const follows = !booked.repeated;
    if (follows) refreshWanted(tx, [variantId]);
    const changed = follows ? settleOversold(tx, [variantId]) : [];
    const variant = tx.variants.find(variantId);
    if (variant === null) throw new AppError('input.notFound', { facts: { what: 'variant', id: variantId } });
    const { onHand, reserved, safety } = variant;
    const level = { onHand, reserved, safety, available: availableOf(variant) };
    return { result: { ...booked, level }, problems: changed };
  });
  tellProblems(context, problems);
  tellStock(context, [variantId]);
  return result;
}

export function tellProblems(context: ServiceContext, ids: Iterable<ProblemId>): void {
  for (const id of ids) tellProblem(context, context.database.problems.get(id));
}

/** Stock or fields of these variants changed; null = of too many to name. */
export function tellStock({ events }: ServiceContext, variantIds: readonly VariantId[] | null): void {
  const named = variantIds !== null && variantIds.length <= MOST_NAMED ? variantIds : null;
  events.emit('stock.changed', { variantIds: named });
}

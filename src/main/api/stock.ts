import { z } from 'zod';
import {
  movementListSchema,
  stockAdjustSchema,
  stockCountSchema,
  stockTransferSchema,
} from '../../shared/contract/stock';
import { variantIdSchema, warehouseIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import { listOf, pageOf } from './answers/common';
import {
  bookingAnswer,
  movementAnswer,
  movementView,
  sheetAnswer,
  sheetView,
  warehouseAnswer,
} from './answers/stock';
import { pagingBy } from './asked';
import { parseInput } from './body';
import { type Kervan, type Route, route, type Told } from './route';

const group = 'Stock';
const ONE = '/api/stock/{id}';
const byId = z.object({ id: variantIdSchema });
const { variantId: _variant, actor: _actor, ...transfer } = stockTransferSchema.shape;

export const stockRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: ONE,
    id: 'getStock',
    role: 'viewer',
    group,
    summary: 'A variant with its stock in every warehouse.',
    params: byId,
    answer: sheetAnswer,
    errors: ['input.notFound'],
    handle: async ({ params }, { handlers }) =>
      sheetView(await handlers['stock.get']({ variantId: params.id })),
  }),
  route({
    method: 'GET',
    path: `${ONE}/movements`,
    id: 'listStockMovements',
    role: 'viewer',
    group,
    summary: 'Every step of a variant’s stock, newest first; they add up to what stands now.',
    params: byId,
    query: z.object({
      kinds: movementListSchema.shape.kinds,
      ...pagingBy(movementListSchema.shape.cursor.unwrap(), 500, 100),
    }),
    answer: pageOf(movementAnswer),
    errors: ['input.notFound'],
    async handle({ params, query }, { handlers }) {
      const { rows, nextCursor } = await handlers['stock.movements']({ variantId: params.id, ...query });
      return { items: rows.map(movementView), nextCursor };
    },
  }),
  route({
    method: 'POST',
    path: `${ONE}/count`,
    id: 'countStock',
    role: 'operator',
    group,
    summary: 'Sets the stock to what was counted.',
    description:
      'With `expected`, the number seen when counting, the difference is booked, so that a sale in between stays booked. The first count opens the variant. The same `eventKey` is booked once.',
    params: byId,
    body: stockCountSchema.omit({ variantId: true, actor: true }),
    answer: bookingAnswer,
    errors: ['input.notFound'],
    handle: ({ params, body }, { handlers }) =>
      handlers['stock.count']({ ...body, variantId: params.id, actor: 'api' }),
  }),
  route({
    method: 'POST',
    path: `${ONE}/adjust`,
    id: 'adjustStock',
    role: 'operator',
    group,
    summary: 'Adds pieces or takes some away; `change` is not 0.',
    params: byId,
    body: stockAdjustSchema.omit({ variantId: true, actor: true }),
    answer: bookingAnswer,
    errors: ['input.notFound', 'stock.notEnough', 'stock.notOpened'],
    handle: ({ params, body }, { handlers }) =>
      handlers['stock.adjust']({ ...body, variantId: params.id, actor: 'api' }),
  }),
  route({
    method: 'POST',
    path: `${ONE}/transfer`,
    id: 'transferStock',
    role: 'operator',
    group,
    summary: 'Moves pieces from one warehouse to another.',
    params: byId,
    body: z.strictObject(transfer),
    answer: bookingAnswer,
    errors: ['input.notFound', 'stock.notEnough', 'stock.notOpened'],
    handle: ({ params, body }, { handlers }) =>
      handlers['stock.transfer'](
        parseInput(stockTransferSchema, { ...body, variantId: params.id, actor: 'api' }),
      ),
  }),
  ...warehouseRoutes(),
];

type Warehouse = Told<typeof warehouseAnswer>;

function warehouseRoutes(): readonly Route[] {
  const path = '/api/warehouses/{id}';
  const byWarehouse = z.object({ id: warehouseIdSchema });
  const named = z.strictObject({ name: z.string().trim().min(1).max(60) });
  const versioned = ({ name }: Warehouse) => name;
  const find = async (id: string, { handlers }: Kervan): Promise<Warehouse> => {
    const found = (await handlers['warehouses.list']({})).find((one) => one.id === id);
    if (found === undefined) throw new AppError('input.notFound', { facts: { what: 'warehouse', id } });
    return found;
  };
  return [
    route({
      method: 'GET',
      path: '/api/warehouses',
      id: 'listWarehouses',
      role: 'viewer',
      group,
      summary: 'All warehouses.',
      answer: listOf(warehouseAnswer),
      handle: async (_, { handlers }) => ({ items: await handlers['warehouses.list']({}) }),
    }),
    route({
      method: 'POST',
      path: '/api/warehouses',
      id: 'addWarehouse',
      role: 'operator',
      group,
      summary: 'Adds a warehouse.',
      body: named,
      answer: warehouseAnswer,
      status: 201,
      location: ({ id }) => `/api/warehouses/${id}`,
      versioned,
      handle: ({ body }, { handlers }) => handlers['warehouses.add'](body),
    }),
    route({
      method: 'GET',
      path,
      id: 'getWarehouse',
      role: 'viewer',
      group,
      summary: 'One warehouse.',
      params: byWarehouse,
      answer: warehouseAnswer,
      versioned,
      errors: ['input.notFound'],
      handle: ({ params }, kervan) => find(params.id, kervan),
    }),
    route({
      method: 'PATCH',
      path,
      id: 'renameWarehouse',
      role: 'operator',
      group,
      summary: 'Renames a warehouse.',
      params: byWarehouse,
      body: named,
      answer: warehouseAnswer,
      versioned,
      ifMatch: ({ params }, kervan) => find(params.id, kervan),
      errors: ['input.notFound'],
      handle: ({ params, body, present }, { handlers }) =>
        handlers['warehouses.rename']({ ...params, ...body, expectedName: present?.name }),
    }),
  ];
}

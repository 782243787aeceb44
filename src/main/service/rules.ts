import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ServiceHandlers } from '../../shared/contract';
import type { RulesSheet } from '../../shared/contract/rules';
import type { ChannelRules } from '../../shared/domain/channel-rules';
import type { ConnectionId, VariantId } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { StoredConnection, WriteTransaction } from '../database';
import { tenThousandths } from '../stock/price-amount';
import { refreshWanted } from '../stock/wanted';
import type { ServiceContext } from './context';
import { previewHandlers } from './rules-preview';

type Handlers = Pick<
  ServiceHandlers,
  | 'rules.get'
  | 'rules.set'
  | 'rules.preview'
  | 'rules.previewCounts'
  | 'rates.list'
  | 'rates.set'
  | 'rates.remove'
  | 'stopList.list'
  | 'stopList.add'
  | 'stopList.remove'
>;

/** Variants whose values are computed anew in one transaction. */
const STEP_VARIANTS = 20;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));

export function rulesHandlers(context: ServiceContext): Handlers {
  const { database, events } = context;
  return {
    ...previewHandlers(context),
    'rules.get': ({ connectionId }) => sheetOf(context, connectionId),
    async 'rules.set'({ connectionId, rules, expectedVersion }) {
      const connection = database.connections.get(connectionId);
      assertSensible(rules, capabilitiesOf(await context.connectors.load(connection.integration)));
      database.write((tx) => {
        tx.connections.get(connectionId);
        if (expectedVersion !== undefined && expectedVersion !== tx.rules.version(connectionId))
          throw new AppError('input.invalid', {
            facts: { field: 'expectedVersion', reason: 'changedSince' },
          });
        tx.rules.save(connectionId, rules);
      });
      events.emit('rules.changed', { connectionId });
      return sheetOf(context, connectionId);
    },
    'rates.list': async () => ({ rates: database.rules.rates() }),
    async 'rates.set'({ currency, base, rateE4, expectedRateE4, actor }) {
      assertPair(currency, base);
      const stands = database.rules.rates().find((one) => one.currency === currency && one.base === base);
      if (expectedRateE4 !== undefined && expectedRateE4 !== (stands?.rateE4 ?? null))
        throw new AppError('input.changedMeanwhile');
      const rate = database.write((tx) => tx.rules.setRate(currency, base, rateE4, actor));
      events.emit('rules.changed', { connectionId: null });
      return rate;
    },
    async 'rates.remove'({ currency, base }) {
      const removed = database.write((tx) => tx.rules.removeRate(currency, base));
      if (removed) events.emit('rules.changed', { connectionId: null });
      return { removed };
    },
    async 'stopList.list'({ connectionId, cursor, limit }) {
      database.connections.get(connectionId);
      const rows = database.rules.stopped(connectionId, cursor ?? null, limit + 1);
      const shown = rows.slice(0, limit);
      return {
        rows: shown,
        nextCursor: rows.length > limit ? (shown.at(-1)?.variantId ?? null) : null,
        total: database.rules.stoppedCount(connectionId),
      };
    },
    'stopList.add': ({ connectionId, variantIds }) =>
      changeStopList(context, connectionId, variantIds, (tx, ids) => tx.rules.stop(connectionId, ids)),
    'stopList.remove': ({ connectionId, variantIds }) =>
      changeStopList(context, connectionId, variantIds, (tx, ids) => tx.rules.allow(connectionId, ids)),
  };
}

async function sheetOf(context: ServiceContext, connectionId: ConnectionId): Promise<RulesSheet> {
  const { database, connectors } = context;
  const connection = database.connections.get(connectionId);
  const definition = await connectors.load(connection.integration);
  return {
    connectionId,
    rules: database.rules.of(connectionId),
    version: database.rules.version(connectionId),
    capabilities: capabilitiesOf(definition),
    currency: currencyOf(context, connection),
    stopped: database.rules.stoppedCount(connectionId),
    computing: database.rules.pending().some((one) => one.connectionId === connectionId),
  };
}

/** The currency an account told of itself, or the one its products are priced in. */
function currencyOf({ database }: ServiceContext, connection: StoredConnection): string | null {
  return connection.learned.currency ?? database.preview.currencyOf(connection.id);
}

export function capabilitiesOf({ actions }: ConnectorDefinition): RulesSheet['capabilities'] {
  const carried = new Set(Object.values(actions ?? {}).flatMap(({ carries }) => carries));
  return { stock: carried.has('stock'), price: carried.has('price') };
}

/** What a schema cannot see: rules that fit their form and still cannot be meant. */
function assertSensible({ stock, price }: ChannelRules, capabilities: RulesSheet['capabilities']): void {
  if (stock.send && !capabilities.stock) throw unfit('stock.send', 'notOffered');
  if (price.send && !capabilities.price) throw unfit('price.send', 'notOffered');
  if (tenThousandths(price.factor) === 0n) throw unfit('price.factor', 'zero');
  if (price.currency !== null && !CURRENCIES.has(price.currency)) throw unfit('price.currency', 'unknown');
  const { floor, ceilingMinor } = price;
  if (floor.kind === 'amount' && ceilingMinor !== null && ceilingMinor < floor.minor)
    throw unfit('price.ceilingMinor', 'belowFloor');
}

function assertPair(currency: string, base: string): void {
  if (!CURRENCIES.has(currency)) throw unfit('currency', 'unknown');
  if (!CURRENCIES.has(base)) throw unfit('base', 'unknown');
  if (currency === base) throw unfit('base', 'same');
}

function unfit(field: string, reason: string): AppError {
  return new AppError('input.invalid', { facts: { field, reason } });
}

/** In small transactions, each with what its channels are to be told; what one of them did stays when a later one fails. */
async function changeStopList(
  context: ServiceContext,
  connectionId: ConnectionId,
  variantIds: readonly VariantId[],
  change: (tx: WriteTransaction, ids: readonly VariantId[]) => readonly VariantId[],
): Promise<{ readonly changed: number; readonly missing: readonly VariantId[] }> {
  const distinct = [...new Set(variantIds)];
  const missing: VariantId[] = [];
  let changed = 0;
  context.database.connections.get(connectionId);
  try {
    for (let start = 0; start < distinct.length; start += STEP_VARIANTS) {
      const step = distinct.slice(start, start + STEP_VARIANTS);
      changed += context.database.write((tx) => {
        tx.connections.get(connectionId);
        const known = step.filter((id) => isLiving(tx, id));
        missing.push(...step.filter((id) => !known.includes(id)));
        const moved = change(tx, known);
        refreshWanted(tx, moved);
        return moved.length;
      });
      await context.database.turn();
    }
  } finally {
    if (changed > 0) context.events.emit('rules.changed', { connectionId });
  }
  return { changed, missing };
}

function isLiving(tx: WriteTransaction, id: VariantId): boolean {
  const variant = tx.variants.find(id);
  return variant !== null && variant.deletedAt === null;
}

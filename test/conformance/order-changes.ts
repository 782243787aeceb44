import { afterEach, describe, expect, it } from 'vitest';
import { applyOrderRecords } from '../../src/main/orders/apply';
import { channelWord, piecesOf, standingOf } from '../../src/main/orders/order-pieces';
import type { ConnectorDefinition } from '../../src/shared/connector/definition';
import type { OrderAction } from '../../src/shared/connector/order-change';
import type { OrderRecord } from '../../src/shared/domain/order';
import type { OrderDocument } from '../../src/shared/domain/order-document';
import type { Marketplace, MarketplaceOptions, RequestMatch, ShopFloor } from '../marketplaces/kit';
import { TOWELS } from '../marketplaces/kit';
import { type Connected, connect, read } from './harness';
import { unused } from './writes';

/** A connector that moves orders on, and the practice marketplace in which it can be seen. */
export interface OrderChangesCase<Data> {
  readonly definition: ConnectorDefinition;
  start(options: MarketplaceOptions): Promise<Marketplace<Data> & { readonly floor: ShopFloor }>;
  readonly wrongKey: Readonly<Record<string, string>>;
  /** Changes to try, each on an order a customer just paid. */
  readonly changes: readonly {
    readonly action: string;
    readonly fields?: Readonly<Record<string, string>>;
    /** Changes that come before it. */
    readonly after?: readonly {
      readonly action: string;
      readonly fields?: Readonly<Record<string, string>>;
    }[];
    /** The channel's word for the order or its parcels afterwards. */
    readonly word: string;
    /** Requests that carry the change. */
    readonly sends: RequestMatch;
  }[];
}

const signal = (): AbortSignal => new AbortController().signal;

/** What every connector with changes of orders must do, whatever its channel calls them. */
export function describeOrderChanges<Data>(under: OrderChangesCase<Data>): void {
  const { definition } = under;
  const open: Connected<Data>[] = [];
  afterEach(async () => {
    for (const connected of open.splice(0)) await connected.stop();
  });

  async function begin(change?: OrderChangesCase<Data>['changes'][number], values?: Record<string, string>) {
    let floor: ShopFloor | undefined;
    const connected = await connect<Data>(
      {
        definition,
        start: async (options: MarketplaceOptions) => {
          const market = await under.start(options);
          floor = market.floor;
          return market;
        },
        wrongKey: under.wrongKey,
        ...(values ? { values: (given: Readonly<Record<string, string>>) => ({ ...given, ...values }) } : {}),
        ...unused<Data>(),
      },
      { seed: 11, catalogue: TOWELS, orders: 0 },
    );
    open.push(connected);
    if (floor === undefined) throw new Error('no floor');
    const shelf = floor.shelf();
    const sold = floor.sell([
      { key: shelf[0]?.key ?? '', quantity: 2 },
      { key: shelf[1]?.key ?? '', quantity: 1 },
    ]);
    if (sold === null) throw new Error('nothing was sold');
    const documents = new Map<string, OrderDocument>();
    const store = (records: readonly OrderRecord[]): void => {
      for (const { mergeState } of applyOrderRecords(documents, records, connected.time.clock.now()))
        documents.set(mergeState.key, mergeState);
    };
    const right = values === undefined ? connected : null;
    if (right) store((await read(right, 'orders')).records as readonly OrderRecord[]);
    const order = (): OrderDocument => {
      const [found] = [...documents.values()];
      if (found === undefined) throw new Error('the order was not read');
      return found;
    };
    const look = async (): Promise<void> => {
      // Every look comes later than what was known before.
      connected.time.advance(1000);
      store(await connected.client.lookAtOrders({ ids: namesOf(definition, order()), signal: signal() }));
    };
    const run = async (name: string, fields: Readonly<Record<string, string>> = {}) => {
      const pieces = piecesOf(actionOf(definition, name), order());
      const replies = [];
      for (const piece of pieces)
        replies.push(
          await connected.client.changeOrder({
            action: name,
            order: order(),
            piece,
            fields,
            signal: signal(),
          }),
        );
      return { pieces, replies };
    };
    for (const before of change?.after ?? []) {
      await run(before.action, before.fields);
      await look();
    }
    return { connected, floor, sold, order, look, run, store };
  }

  describe(`${definition.id}: changes of orders`, () => {
    it('offers each only from the statuses the channel takes it from', () => {
      for (const [name, action] of Object.entries(definition.orderChanges?.actions ?? {})) {
        const blank = { key: 'k', number: 'n', packages: [], channelStatus: 'Kargoya Verildi' };
        expect(piecesOf(action, { ...EMPTY, ...blank }), name).toEqual([]);
      }
    });

    it.each(under.changes)('$action: is taken, and the channel shows it', async (change) => {
      const { order, look, run } = await begin(change);
      const { pieces, replies } = await run(change.action, change.fields);
      expect(pieces.length).toBeGreaterThan(0);
      expect(replies.map(({ kind }) => kind)).toEqual(pieces.map(() => 'taken'));
      await look();
      expect(wordsOf(order())).toContain(change.word);
      const action = actionOf(definition, change.action);
      expect(pieces.map((piece) => standingOf(action, piece, order()))).toEqual(pieces.map(() => 'reached'));
      // What was done once is not offered again.
      expect(piecesOf(action, order())).toEqual([]);
    });

    it.each(under.changes)(
      '$action: an answer that gets lost is uncertain, and a look tells that it took',
      async (change) => {
        const { connected, order, look, run } = await begin(change);
        connected.marketplace.faults.add({ effect: { kind: 'lost' }, match: change.sends });
        const { pieces, replies } = await run(change.action, change.fields);
        expect(replies[0]).toMatchObject({ kind: 'uncertain' });
        await look();
        const action = actionOf(definition, change.action);
        expect(standingOf(action, pieces[0] ?? { key: '', lines: [] }, order())).toBe('reached');
      },
    );

    it.each(under.changes)(
      '$action: a call that never arrived is sent once, and a look tells that it did not take',
      async (change) => {
        const { connected, order, look, run } = await begin(change);
        connected.marketplace.faults.add({ effect: { kind: 'reset' }, match: change.sends });
        const { pieces, replies } = await run(change.action, change.fields);
        expect(replies[0]).toMatchObject({ kind: 'uncertain' });
        if (pieces.length > 1) return;
        await look();
        const action = actionOf(definition, change.action);
        expect(standingOf(action, pieces[0] ?? { key: '', lines: [] }, order())).toBe('open');
        expect(piecesOf(action, order())).toEqual(pieces);
      },
    );

    it.each(under.changes)('$action: 429 is waited out and then taken', async (change) => {
      const { connected, run } = await begin(change);
      connected.marketplace.faults.add({ effect: { kind: 'limited', retryAfter: 11 }, match: change.sends });
      const { replies } = await run(change.action, change.fields);
      expect(replies[0]).toEqual({ kind: 'taken' });
      expect(connected.time.slept.some((wait) => wait >= 11_000)).toBe(true);
    });

    it.each(under.changes)(
      '$action: a refusal is told in the channel’s words, and nothing changes',
      async (change) => {
        const { connected, order, look, run } = await begin(change);
        connected.marketplace.faults.add({ effect: { kind: 'status', status: 400 }, match: change.sends });
        const { pieces, replies } = await run(change.action, change.fields);
        expect(replies[0]).toMatchObject({
          kind: 'refused',
          error: { facts: { text: expect.stringMatching(/\S/) } },
        });
        if (pieces.length > 1) return;
        const before = wordsOf(order());
        await look();
        expect(wordsOf(order())).toEqual(before);
      },
    );

    it('tells a key that stopped working', async () => {
      const good = await begin();
      const bad = await begin(undefined, { ...under.wrongKey });
      const [change] = under.changes;
      const action = change?.after?.[0]?.action ?? change?.action ?? '';
      const [piece = { key: '', lines: [] }] = piecesOf(actionOf(definition, action), good.order());
      const fields = change?.after?.[0]?.fields ?? change?.fields ?? {};
      const reply = await bad.connected.client.changeOrder({
        action,
        order: good.order(),
        piece,
        fields,
        signal: signal(),
      });
      expect(reply).toMatchObject({ kind: 'refused', error: { code: 'auth.keyRejected' } });
    });
  });
}

const EMPTY: OrderDocument = {
  key: '',
  number: '',
  placedAt: null,
  modifiedAt: null,
  dueAt: null,
  toldStatus: null,
  channelStatus: null,
  currency: 'TRY',
  toldTotal: null,
  discount: null,
  shipping: null,
  tax: null,
  customerName: null,
  email: null,
  phone: null,
  shippingAddress: null,
  billingAddress: null,
  paymentMethod: null,
  note: null,
  remoteIds: {},
  packages: [],
};

function actionOf(definition: ConnectorDefinition, name: string): OrderAction {
  const action = definition.orderChanges?.actions[name];
  if (action === undefined) throw new Error(`no action ${name}`);
  return action;
}

function namesOf({ orderChanges }: ConnectorDefinition, document: OrderDocument): readonly string[] {
  switch (orderChanges?.look.by) {
    case 'number':
      return [document.number];
    case 'package':
      return document.packages.filter(({ key, dissolved }) => key !== '' && !dissolved).map(({ key }) => key);
    default:
      return [document.key];
  }
}

function wordsOf(document: OrderDocument): readonly (string | null)[] {
  const parcels = document.packages.flatMap((one) => [
    one.channelStatus,
    ...one.lines.map((line) => line.channelStatus),
  ]);
  return [channelWord(document), ...parcels];
}

import { afterEach, describe, expect, it } from 'vitest';
import type { ChannelClient, SendReply } from '../../src/main/engine';
import type { ConnectorDefinition, StreamRecord } from '../../src/shared/connector/definition';
import type { RowResult, WriteAction, WriteRow } from '../../src/shared/connector/write';
import type {
  GivenProduct,
  Marketplace,
  MarketplaceOptions,
  RequestMatch,
  ShopFloor,
} from '../marketplaces/kit';
import { type Connected, connect, read } from './harness';
import type { ConnectorCase } from './suite';

/** A connector that writes, and the practice marketplace in which its values can be seen on the shelf. */
export interface WritesCase<Data> {
  readonly definition: ConnectorDefinition;
  start(options: MarketplaceOptions): Promise<Marketplace<Data> & { readonly floor: ShopFloor }>;
  values?: ConnectorCase<Data>['values'];
  readonly wrongKey: Readonly<Record<string, string>>;
  /** Requests that carry values. */
  readonly sends: RequestMatch;
  /** A row like this one that the channel does not know. */
  stranger(row: WriteRow): WriteRow;
  /** The code the stranger is refused with. */
  readonly strangerCode: string;
  /** Of this kind, the neighbours of a refused row are not taken and go again. */
  readonly allOrNothing?: Kind;
}

type Kind = 'stock' | 'price';
type Floored<Data> = Connected<Data> & { readonly floor: ShopFloor };

const goods: readonly GivenProduct[] = Array.from({ length: 6 }, (_, index) => ({
  sku: `KRV-${index + 1}`,
  barcode: `869000000${String(index).padStart(4, '0')}`,
  title: `Deneme ürünü ${index + 1}`,
  stock: 10 + index,
  price: `${100 + index}.50`,
}));
const PATIENCE_STEPS = 200;

/** What every connector with writes must do, whatever its channel calls it. */
export function describeWrites<Data>(under: WritesCase<Data>): void {
  const { definition } = under;
  const kinds = (['stock', 'price'] as const).filter((kind) => definition.capabilities.write.includes(kind));
  const open: Connected<Data>[] = [];
  afterEach(async () => {
    for (const connected of open.splice(0)) await connected.stop();
  });

  async function begin(values = under.values): Promise<Floored<Data>> {
    let floor: ShopFloor | undefined;
    const start = async (options: MarketplaceOptions): Promise<Marketplace<Data>> => {
      const marketplace = await under.start(options);
      floor = marketplace.floor;
      return marketplace;
    };
    const { truth, lists, change } = unused<Data>();
    const connected = await connect(
      { definition, start, wrongKey: under.wrongKey, truth, lists, change, ...(values ? { values } : {}) },
      { catalogue: goods, orders: 0, scale: 10 },
    );
    open.push(connected);
    if (floor === undefined) throw new Error('no floor');
    return { ...connected, floor };
  }

  /** The rows of one call: of one group, sendable, each with its new value. */
  async function rowsFor(connected: Floored<Data>, kind: Kind): Promise<readonly WriteRow[]> {
    const { action } = actionFor(definition, kind);
    const { records } = await read(connected, 'products');
    const learned = await connected.client.learn(new AbortController().signal);
    const context = { fields: connected.values, learned, readAt: connected.time.clock.now() };
    const currency = connected.floor.shelf()[0]?.currency ?? 'TRY';
    const rows = rowsOf(records).map((row, index) => {
      const expected = connected.floor.shelfRow(row.key)?.stock ?? null;
      return withValue(row, kind, index, currency, expected);
    });
    for (const row of rows) expect(action.refuses?.(row, context) ?? null, row.key).toBeNull();
    const groupName = (row: WriteRow): string => JSON.stringify(action.group?.(row, context) ?? {});
    const name = groupName(rows[0] ?? fail('nothing was read'));
    return rows.filter((row) => groupName(row) === name).slice(0, action.batchSize);
  }

  const send = (connected: Floored<Data>, kind: Kind, rows: readonly WriteRow[], key = 'key-1') =>
    sendRows(connected.client, actionFor(definition, kind).name, rows, key);

  const readBack = (connected: Floored<Data>, kind: Kind, rows: readonly WriteRow[]) =>
    connected.client.readBack({ ...base(actionFor(definition, kind).name), rows });

  /** Looks for the results as the outbox does; the practice clock moves with the looking. */
  async function settle(
    connected: Floored<Data>,
    kind: Kind,
    rows: readonly WriteRow[],
    reply: SendReply,
  ): Promise<readonly RowResult[]> {
    if (reply.kind === 'results') return reply.results;
    if (reply.kind === 'uncertain') throw new Error(`uncertain: ${reply.error.code}`);
    for (let step = 0; step < PATIENCE_STEPS; step += 1) {
      connected.time.advance(5_000);
      const answer = await connected.client.poll({
        ...base(actionFor(definition, kind).name),
        rows,
        batchId: reply.batchId,
      });
      if (answer.kind === 'results') return answer.results;
      if (answer.kind === 'lost') throw new Error('the channel does not know the number it gave');
    }
    throw new Error('no result came');
  }

  function expectOnShelf(
    connected: Floored<Data>,
    rows: readonly WriteRow[],
    when: 'shown' | 'not shown',
  ): void {
    for (const row of rows) {
      const shelf = connected.floor.shelfRow(row.key);
      const same = row.stock ? shelf?.stock === row.stock.quantity : shelf?.priceMinor === row.price?.minor;
      expect(same, `${row.key} ${when}`).toBe(when === 'shown');
    }
  }

  describe(`${definition.id} writes`, () => {
    it.each(kinds)('%s: what was sent stands on the shelf, and every row is confirmed', async (kind) => {
      const connected = await begin();
      const rows = await rowsFor(connected, kind);
      const results = await settle(connected, kind, rows, await send(connected, kind, rows));
      expect(results.map((one) => [one.key, one.outcome]).sort()).toEqual(
        rows.map((row) => [row.key, 'confirmed']).sort(),
      );
      expectOnShelf(connected, rows, 'shown');
    });

    it.each(kinds)('%s: reading back tells what the shelf shows', async (kind) => {
      const connected = await begin();
      const rows = await rowsFor(connected, kind);
      const seen = await readBack(connected, kind, rows);
      for (const row of rows) {
        const shelf = connected.floor.shelfRow(row.key);
        const told = seen?.find((one) => one.key === row.key);
        expect([told?.stock, told?.price?.minor], row.key).toEqual([shelf?.stock, shelf?.priceMinor]);
      }
    });

    it.each(kinds)('%s: more rows than the channel takes never leave', async (kind) => {
      const connected = await begin();
      const rows = await rowsFor(connected, kind);
      const [first = fail('no row')] = rows;
      const { action } = actionFor(definition, kind);
      const many = Array.from({ length: action.batchSize + 1 }, (_, index) => ({
        ...first,
        key: `${index}`,
      }));
      const before = connected.marketplace.requests.length;
      await expect(send(connected, kind, many)).rejects.toMatchObject({ code: 'internal.unexpected' });
      expect(connected.marketplace.requests).toHaveLength(before);
    });

    it.each(kinds)('%s: a row the channel does not know is refused with code and reason', async (kind) => {
      const connected = await begin();
      const [first = fail('no row'), second] = await rowsFor(connected, kind);
      const stranger = under.stranger(second ?? first);
      // Where a product's variants travel alone there may be no neighbour.
      const neighbours = second === undefined ? [] : [first];
      const rows = [...neighbours, stranger];
      const results = await settle(connected, kind, rows, await send(connected, kind, rows));
      const told = new Map(results.map((one) => [one.key, one]));
      expect(told.get(stranger.key)).toMatchObject({
        outcome: 'refused',
        code: under.strangerCode,
        reason: expect.stringMatching(/\S/),
      });
      const held = under.allOrNothing === kind;
      for (const { key } of neighbours)
        expect(told.get(key)).toMatchObject({ outcome: held ? 'notTaken' : 'confirmed' });
      expectOnShelf(connected, neighbours, held ? 'not shown' : 'shown');
    });

    it.each(kinds)(
      '%s: an answer that gets lost is uncertain, and reading back tells the truth',
      async (kind) => {
        const connected = await begin();
        const rows = await rowsFor(connected, kind);
        connected.marketplace.faults.add({ effect: { kind: 'lost' }, match: under.sends });
        expect(await send(connected, kind, rows)).toMatchObject({ kind: 'uncertain' });
        connected.time.advance(600_000);
        expect(valuesOf(await readBack(connected, kind, rows), kind)).toEqual(wantedOf(rows, kind));
        expectOnShelf(connected, rows, 'shown');
      },
    );

    it.each(kinds)(
      '%s: a call that never arrived is uncertain too, and reading back says so',
      async (kind) => {
        const connected = await begin();
        const rows = await rowsFor(connected, kind);
        connected.marketplace.faults.add({ effect: { kind: 'reset' }, match: under.sends });
        expect(await send(connected, kind, rows)).toMatchObject({ kind: 'uncertain' });
        connected.time.advance(600_000);
        expect(valuesOf(await readBack(connected, kind, rows), kind)).not.toEqual(wantedOf(rows, kind));
        expectOnShelf(connected, rows, 'not shown');
      },
    );

    it.each(kinds)('%s: 429 is waited out', async (kind) => {
      const connected = await begin();
      const rows = await rowsFor(connected, kind);
      connected.marketplace.faults.add({ effect: { kind: 'limited', retryAfter: 11 }, match: under.sends });
      await settle(connected, kind, rows, await send(connected, kind, rows));
      expect(connected.time.slept.some((wait) => wait >= 11_000)).toBe(true);
      expectOnShelf(connected, rows, 'shown');
    });

    it.each(kinds)('%s: a key that stopped working is said to be so, and nothing changes', async (kind) => {
      const right = await begin();
      const rows = await rowsFor(right, kind);
      const wrong = await begin((given) => ({ ...(under.values?.(given) ?? given), ...under.wrongKey }));
      await expect(send(wrong, kind, rows)).rejects.toMatchObject({ code: 'auth.keyRejected' });
      expectOnShelf(wrong, rows, 'not shown');
    });

    it('keeps secrets out of log lines while it writes', async () => {
      const connected = await begin();
      for (const kind of kinds) {
        const rows = await rowsFor(connected, kind);
        connected.marketplace.faults.add({ effect: { kind: 'status', status: 400 }, match: under.sends });
        await send(connected, kind, rows).catch((thrown: unknown) => thrown);
      }
      for (const secret of connected.secretForms) expect(connected.logged.join('\n')).not.toContain(secret);
    });
  });
}

function actionFor(
  definition: ConnectorDefinition,
  kind: Kind,
): { readonly name: string; readonly action: WriteAction } {
  const found = Object.entries(definition.actions ?? {}).find(([, action]) => action.carries.includes(kind));
  return found === undefined ? fail(`no action carries ${kind}`) : { name: found[0], action: found[1] };
}

/** One call with these rows as they are. */
export async function sendRows(
  client: ChannelClient,
  action: string,
  rows: readonly WriteRow[],
  key = 'k',
): Promise<SendReply> {
  const reply = await client.send({ ...base(action), take: async () => ({ rows, key }) });
  if (reply === null) throw new Error('nothing was sent');
  return reply;
}

export function base(action: string) {
  return { action, signal: new AbortController().signal, onWait: () => undefined };
}

/** Rows as the database would keep them: what several parts told of a variant put together. */
export function rowsOf(records: readonly StreamRecord[]): readonly WriteRow[] {
  const rows = new Map<string, WriteRow>();
  const add = (productKey: string, variant: VariantFacts): void => {
    const known = rows.get(variant.key);
    rows.set(variant.key, {
      key: variant.key,
      productKey,
      sku: variant.sku ?? known?.sku ?? null,
      barcode: variant.barcode ?? known?.barcode ?? null,
      remoteIds: { ...known?.remoteIds, ...variant.remoteIds },
    });
  };
  for (const record of records) {
    if (record.kind === 'product') for (const variant of record.variants) add(record.key, variant);
    if (record.kind === 'variant') add(record.productKey, record.variant);
  }
  return [...rows.values()];
}
type VariantFacts = Extract<StreamRecord, { kind: 'variant' }>['variant'];

function withValue(
  row: WriteRow,
  kind: Kind,
  index: number,
  currency: string,
  expected: number | null,
): WriteRow {
  return kind === 'stock'
    ? { ...row, stock: { quantity: 40 + index, expected } }
    : { ...row, price: { minor: 11_190 + index * 100, listMinor: null, currency } };
}

function wantedOf(rows: readonly WriteRow[], kind: Kind): Record<string, number | undefined> {
  const value = (row: WriteRow) => (kind === 'stock' ? row.stock?.quantity : row.price?.minor);
  return Object.fromEntries(rows.map((row) => [row.key, value(row)]));
}

function valuesOf(
  seen: Awaited<ReturnType<Connected<unknown>['client']['readBack']>>,
  kind: Kind,
): Record<string, number | null | undefined> {
  return Object.fromEntries(
    (seen ?? []).map((one) => [one.key, kind === 'stock' ? one.stock : one.price?.minor]),
  );
}

/** Parts of a reading case that a writing one does not ask for. */
export function unused<Data>(): Pick<ConnectorCase<Data>, 'truth' | 'lists' | 'change'> {
  const none = () => fail('not part of the writes');
  const list = { match: '', spoil: { index: 0, field: '', how: 'null' } } as const;
  return {
    truth: { products: none, orders: none },
    lists: { products: list, orders: list },
    change: { products: none, orders: none },
  };
}

function fail(message: string): never {
  throw new Error(message);
}

/** A started shop with a client and the rows it reads, for what only one channel does. */
export async function readShop<Data>(
  under: Pick<ConnectorCase<Data>, 'definition' | 'start' | 'values'>,
): Promise<{ readonly connected: Connected<Data>; readonly rows: readonly WriteRow[] }> {
  const connected = await connect(
    { ...unused<Data>(), wrongKey: {}, ...under },
    { catalogue: goods, orders: 0, scale: 10 },
  );
  return { connected, rows: rowsOf((await read(connected, 'products')).records) };
}

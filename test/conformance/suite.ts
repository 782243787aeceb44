import { afterEach, describe, expect, it } from 'vitest';
import { checkDefinition } from '../../src/main/engine';
import type { ConnectorDefinition, StreamRecord } from '../../src/shared/connector/definition';
import type { StreamName } from '../../src/shared/domain/stream';
import { AppError } from '../../src/shared/errors/app-error';
import type {
  DamageChoice,
  FaultEffect,
  Marketplace,
  MarketplaceOptions,
  RequestMatch,
} from '../marketplaces/kit';
import {
  type Connected,
  checkAll,
  connect,
  keysOf,
  type ReadResult,
  read,
  stored,
  unsignedDefinition,
} from './harness';

/** Names of the suite's tests that a connector may leave out, each with the reason. */
export type SuiteTest =
  | 'delta is smaller than everything'
  | 'empty shop'
  | 'one record that nobody could read is set aside';

/** A connector and the practice marketplace it is tried on. */
export interface ConnectorCase<Data> {
  readonly definition: ConnectorDefinition;
  /** Tells two runs of the suite on one connector apart ("by pages"). */
  readonly variant?: string;
  start(options: MarketplaceOptions): Promise<Marketplace<Data>>;
  /** Form values; default: the marketplace's credentials by name. */
  values?(credentials: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Put in the place of right ones, these are refused as a wrong key. */
  readonly wrongKey: Readonly<Record<string, string>>;
  /** Keys of all variants and orders that the marketplace holds and the channel shows. */
  readonly truth: Readonly<Record<StreamName, (data: Data, now: number) => Iterable<string>>>;
  /** Requests that list records, for spoiling one of them. */
  readonly lists: Readonly<
    Record<StreamName, { readonly match: RequestMatch; readonly spoil: DamageChoice }>
  >;
  /** Changes something as the channel would; returns the key that the next delta run must bring. */
  readonly change: Readonly<Record<StreamName, (data: Data) => string>>;
  readonly skip?: Readonly<Partial<Record<SuiteTest, string>>>;
}

const SIZE = { products: 240, orders: 120 };
const streams: readonly StreamName[] = ['products', 'orders'];
const MINUTE = 60_000;

const passing: readonly (readonly [string, FaultEffect])[] = [
  ['429 with Retry-After', { kind: 'limited', retryAfter: 3 }],
  ['429 without a time', { kind: 'limited' }],
  ['500', { kind: 'status', status: 500 }],
  ['503 with Retry-After', { kind: 'status', status: 503, retryAfter: 2 }],
  ['a web page instead of data', { kind: 'html', status: 200 }],
  ['an answer cut in the middle', { kind: 'cut' }],
  ['a reset connection', { kind: 'reset' }],
];

/** The suite every connector runs. */
export function describeConnector<Data>(under: ConnectorCase<Data>): void {
  const { definition } = under;
  const open: Connected<Data>[] = [];
  afterEach(async () => {
    for (const connected of open.splice(0)) await connected.stop();
  });
  const begin = async (options: MarketplaceOptions = {}, more: Partial<ConnectorCase<Data>> = {}) => {
    const connected = await connect({ ...under, ...more }, { ...SIZE, ...options });
    open.push(connected);
    return connected;
  };
  const optional = (name: SuiteTest, run: () => Promise<void>): void => {
    const reason = under.skip?.[name];
    if (reason === undefined) it(name, run);
    else it.skip(`${name} (left out: ${reason})`, run);
  };
  const everything = (connected: Connected<Data>, stream: StreamName): string[] =>
    [...new Set(under.truth[stream](connected.marketplace.data, connected.time.clock.now()))].sort();

  describe(`${definition.id}${under.variant === undefined ? '' : ` ${under.variant}`}`, () => {
    it('loads: placeholders known, hosts encrypted, secrets only where it signs in, form covers the sign-in', () => {
      expect(() => checkDefinition(definition)).not.toThrow();
    });

    it('asks for every secret it needs and says which one is missing', async () => {
      const { values } = await begin();
      for (const name of definition.fields
        .filter((field) => field.secret && !field.optional)
        .map((field) => field.name)) {
        const rest = Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
        await expect(begin({}, { values: () => rest })).rejects.toMatchObject({
          code: 'input.fieldMissing',
          facts: { field: name },
        });
      }
    });

    it('tests the connection: every step passes; writing is tried only where that changes nothing', async () => {
      const { client } = await begin();
      const steps = await checkAll(client);
      const names = ['internet', 'address', 'clock', ...new Set(definition.check.map((step) => step.step))];
      expect(steps.map((step) => [step.step, step.state])).toEqual([
        ...names.map((name) => [name, 'passed']),
        ...(names.includes('write') ? [] : [['write', 'notTried']]),
      ]);
      const learned = await client.learn(new AbortController().signal);
      for (const step of definition.check)
        for (const name of Object.keys(step.learn ?? {})) expect(learned[name]).toBeTruthy();
    });

    it('tests the connection: a wrong key fails the step that uses it, and what follows is not tried', async () => {
      const { client } = await begin({}, { values: (given) => ({ ...given, ...under.wrongKey }) });
      const steps = await checkAll(client);
      const failed = steps.find((step) => step.state === 'failed');
      expect(failed).toMatchObject({
        step: definition.check[0]?.step,
        error: { code: 'auth.keyRejected', fault: 'merchant' },
      });
      expect(
        steps
          .slice(steps.findIndex((step) => step.state === 'failed') + 1)
          .every((step) => step.state === 'notTried'),
      ).toBe(true);
    });

    it.each(streams)(
      '%s: reads all there is, first page to last, and within the channel’s limits',
      async (stream) => {
        const connected = await begin();
        const result = await read(connected, stream);
        expect(result.odd).toEqual([]);
        expect([...result.keys].sort()).toEqual(everything(connected, stream));
        expect(connected.marketplace.requests.filter((request) => request.status === 429)).toEqual([]);
        expect(result.end?.sweepable).toBe(true);
      },
    );

    optional('empty shop', async () => {
      const connected = await begin({ products: 0, orders: 0 });
      for (const stream of streams) {
        const result = await read(connected, stream);
        expect([...result.keys]).toEqual([]);
        expect(result.end?.sweepable).toBe(true);
      }
    });

    it.each(streams)('%s: the same page read twice gives the same records', async (stream) => {
      const connected = await begin();
      const [first, second] = [await read(connected, stream), await read(connected, stream)];
      expect(asTexts(second.records)).toEqual(asTexts(first.records));
    });

    it.each(passing)('goes on after %s, wherever it happens', async (_, effect) => {
      for (const at of [0, 3]) {
        const connected = await begin();
        connected.marketplace.faults.add({ effect, skip: at, times: 2 });
        for (const stream of streams) {
          const result = await read(connected, stream);
          expect([...result.keys].sort(), `${stream}, from request ${at}`).toEqual(
            everything(connected, stream),
          );
        }
      }
    });

    it('waits as long as a 429 tells, and says that it waits for the limit', async () => {
      const connected = await begin();
      // The first call: what a page asked for ahead waits for is told only while nothing else is left to do.
      connected.marketplace.faults.add({ effect: { kind: 'limited', retryAfter: 37 } });
      const result = await read(connected, 'products');
      expect(result.waits).toContainEqual(expect.objectContaining({ reason: 'limit' }));
      expect(connected.time.slept.some((wait) => wait >= 37_000)).toBe(true);
    });

    optional('one record that nobody could read is set aside', async () => {
      for (const stream of streams) {
        const connected = await begin();
        const { match, spoil } = under.lists[stream];
        const whole = await read(connected, stream);
        connected.marketplace.faults.add({ effect: { kind: 'record', damage: spoil }, match });
        const result = await read(connected, stream);
        expect(result.odd, stream).toHaveLength(1);
        expect(result.odd[0]?.reasons.length).toBeGreaterThan(0);
        expect(result.received).toBeLessThanOrEqual(whole.received);
        expect(result.records.length).toBeGreaterThan(whole.records.length * 0.9);
        expect(result.end?.sweepable).toBe(false);
      }
    });

    it.each(streams)('%s: killed after any page, it goes on from there with nothing lost', async (stream) => {
      const connected = await begin();
      const whole = await read(connected, stream);
      for (const stop of stops(whole.pages.length)) {
        const first = await read(connected.again(), stream, { pages: stop });
        const rest = await read(connected.again(), stream, {
          checkpoint: stored(first.pages.at(-1)?.checkpoint),
        });
        expect([...new Set([...first.keys, ...rest.keys])].sort(), `stopped after page ${stop}`).toEqual(
          everything(connected, stream),
        );
      }
    });

    it.each(streams)(
      '%s: a run that fails gives no cursor, and the next one loses nothing',
      async (stream) => {
        const connected = await begin();
        const pages: ReadResult['pages'][number][] = [];
        const keys = new Set<string>();
        connected.marketplace.faults.add({
          effect: { kind: 'status', status: 500 },
          skip: 2,
          times: Number.POSITIVE_INFINITY,
        });
        const failed = await read(connected, stream, { onPage: (page) => pages.push(page) }).catch(
          (thrown: unknown) => thrown,
        );
        expect(failed).toMatchObject({ code: 'chan.down', fault: 'channel', retryable: true });
        for (const key of keysOf(pages.flatMap((page) => page.records))) keys.add(key);
        connected.marketplace.faults.clear();
        const rest = await read(connected.again(), stream, {
          checkpoint: stored(pages.at(-1)?.checkpoint ?? null),
        });
        expect([...new Set([...keys, ...rest.keys])].sort()).toEqual(everything(connected, stream));
      },
    );

    it.each(streams)('%s: the next run brings what changed meanwhile', async (stream) => {
      const connected = await begin();
      const full = await read(connected, stream);
      for (let round = 0; round < 2; round += 1) {
        connected.time.advance(30 * MINUTE);
        const changed = under.change[stream](connected.marketplace.data);
        connected.time.advance(MINUTE);
        const delta = await read(connected, stream, {
          mode: 'delta',
          cursor: stored(full.end?.cursor ?? null),
        });
        expect([...delta.keys]).toContain(changed);
        expect(delta.end?.sweepable).toBe(false);
      }
    });

    optional('delta is smaller than everything', async () => {
      const connected = await begin();
      for (const stream of streams) {
        const full = await read(connected, stream);
        connected.time.advance(30 * MINUTE);
        const delta = await read(connected, stream, {
          mode: 'delta',
          cursor: stored(full.end?.cursor ?? null),
        });
        expect(delta.received).toBeLessThan(full.received / 3);
      }
    });

    it('keeps secrets out of addresses, log lines, errors and what is set aside', async () => {
      const connected = await begin();
      const said: unknown[] = [];
      const { faults, requests } = connected.marketplace;
      faults.add({ effect: { kind: 'status', status: 400 }, skip: 3 });
      const echo = JSON.stringify({ message: `bad key ${Object.values(connected.values).join(' ')}` });
      faults.add({
        effect: {
          kind: 'status',
          status: 418,
          answer: { status: 418, headers: { 'content-type': 'application/json' }, text: echo },
        },
        skip: 5,
      });
      faults.add({ effect: { kind: 'html' }, skip: 7 });
      for (let run = 0; run < 4; run += 1) {
        for (const stream of streams) {
          const result = await read(connected.again(), stream).catch((thrown: unknown) => thrown);
          said.push(
            result instanceof AppError
              ? [result.toWire(), String(result.stack), describeCause(result.cause)]
              : 'read',
          );
        }
      }
      said.push(
        connected.logged,
        requests.map((request) => request.path + request.search),
      );
      const text = JSON.stringify(said);
      for (const secret of connected.secretForms) expect(text).not.toContain(secret);
    });

    const seed = Number(process.env.KERVAN_TEST_SEED ?? Date.now() % 1_000_000);
    it(`survives a bad day at the channel (seed ${seed})`, async () => {
      const connected = await begin();
      connected.marketplace.faults.randomly({ seed, rate: 0.25 });
      for (const stream of streams) {
        const result = await read(connected, stream);
        expect([...result.keys].sort(), `seed ${seed}`).toEqual(everything(connected, stream));
      }
    });

    it('stops at once when it is told to', async () => {
      const connected = await begin();
      const stop = new AbortController();
      const reading = read(connected, 'products', {
        signal: stop.signal,
        onPage: () => stop.abort(new AppError('internal.stopping')),
      });
      await expect(reading).rejects.toMatchObject({ code: 'internal.stopping' });
    });

    it('reaches nothing but its own addresses', async () => {
      await expect(connect(under, { ...SIZE }, { allow: false })).rejects.toMatchObject({
        code: /^input\.(insecureAddress|hostNotAllowed)$/,
      });
      expect(() => checkDefinition(unsignedDefinition(definition))).toThrow();
    });
  });
}

/** After the first, some in the middle, and the last page. */
function stops(pages: number): readonly number[] {
  const wanted = [1, 2, 3, Math.floor(pages / 2), pages - 1, pages];
  return [...new Set(wanted.filter((stop) => stop >= 1 && stop <= pages))];
}

function asTexts(records: readonly StreamRecord[]): string[] {
  return records.map((record) => JSON.stringify(record)).sort();
}

function describeCause(cause: unknown): string {
  return cause instanceof Error
    ? `${cause.message} ${cause.stack} ${describeCause(cause.cause)}`
    : String(cause);
}

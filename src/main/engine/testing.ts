import { z } from 'zod';
import type { MarketplaceRequest } from '../../../test/marketplaces/kit';
import { type Answer, json, startLoopback } from '../../../test/marketplaces/kit';
import { type ConnectorDefinition, mapping, type StreamPart } from '../../shared/connector/definition';
import { createHttpClient } from '../http/client';
import { createFakeTime } from '../http/testing';
import { type ChannelClientOptions, createChannelClient } from './channel-client';
import type { StoredToken } from './token';
import type { Checkpoint, Page, ReadEnd, ReadOptions, StreamCursor } from './types';

export type { Answer, MarketplaceRequest };
export { json };

const text = { tr: 'x', en: 'x' };
const doc = 'https://docs.example.com/';

/** A small product record as the pretended channel sends it. */
export interface Item {
  readonly id: number;
  readonly at?: number;
  readonly children?: number;
}

const itemSchema = z.looseObject({
  id: z.number(),
  at: z.number().optional(),
  children: z.number().optional(),
});

export const itemMapping = mapping(itemSchema, (item) => [
  { kind: 'product', key: String(item.id), title: `t${item.id}`, modifiedAt: item.at ?? null, variants: [] },
]);

export function partOf(more: Partial<StreamPart> = {}): StreamPart {
  return {
    name: 'items',
    modes: ['delta', 'full'],
    request: { method: 'GET', origin: 'api', path: '/items', doc },
    records: 'items',
    ...itemMapping,
    paging: { kind: 'none' },
    delta: { kind: 'none' },
    ...more,
  };
}

export function definitionOf(
  parts: readonly StreamPart[],
  more: Partial<ConnectorDefinition> = {},
): ConnectorDefinition {
  return {
    id: 'pretend',
    version: 1,
    title: 'Pretend',
    apiVersion: '1',
    docs: doc,
    evidence: 'docs',
    fields: [
      { name: 'account', label: text, help: text },
      { name: 'secretKey', label: text, help: text, secret: true },
    ],
    auth: [{ kind: 'basic', needs: ['account', 'secretKey'], user: '{account}', password: '{secretKey}' }],
    http: {
      origins: { api: 'https://api.example.com' },
      budgets: [
        { name: 'all', title: { tr: 'Hepsi', en: 'All' }, calls: 1000, perSeconds: 1, source: 'test' },
      ],
      maxWaitSeconds: 120,
    },
    check: [{ step: 'key', request: { method: 'GET', origin: 'api', path: '/me', doc } }],
    streams: { products: { everyMinutes: 10, fullEveryMinutes: 0, deletes: 'sweep', parts } },
    capabilities: { read: ['products'], write: [], webhooks: false },
    ...more,
  };
}

export interface Bench {
  readonly url: string;
  readonly requests: readonly {
    readonly path: string;
    readonly search: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  }[];
  readonly time: ReturnType<typeof createFakeTime>;
  readonly logged: string[];
  readonly tokens: (StoredToken | null)[];
  client(
    definition: ConnectorDefinition,
    more?: Partial<ChannelClientOptions>,
  ): ReturnType<typeof createChannelClient>;
  stop(): Promise<void>;
}

/** A pretended channel on loopback and clients that reach it, on a clock that only moves by sleeping. */
export async function startBench(handle: (request: MarketplaceRequest) => Answer): Promise<Bench> {
  const time = createFakeTime();
  const loopback = await startLoopback({
    handle: (request) => {
      const answer = handle(request);
      return { ...answer, headers: { date: new Date(time.clock.now()).toUTCString(), ...answer.headers } };
    },
    now: () => time.clock.now(),
  });
  const hostPolicy = { allowHosts: [new URL(loopback.url).host] };
  const http = createHttpClient({ policy: hostPolicy });
  const logged: string[] = [];
  const tokens: (StoredToken | null)[] = [];
  const note = (event: string, facts?: Readonly<Record<string, unknown>>): void => {
    logged.push(`${event} ${JSON.stringify(facts ?? {})}`);
  };
  return {
    url: loopback.url,
    requests: loopback.requests,
    time,
    logged,
    tokens,
    client: (definition, more = {}) =>
      createChannelClient({
        definition,
        fields: { account: 'me' },
        secrets: { secretKey: 'very-secret' },
        learned: {},
        baseUrl: loopback.url,
        http,
        hostPolicy,
        clock: time.clock,
        sleep: time.sleep,
        random: () => 0.5,
        tokenStore: {
          get: async () => tokens.at(-1) ?? null,
          set: async (token) => {
            tokens.push(token);
          },
        },
        log: { debug: note, info: note, warn: note },
        ...more,
      }),
    stop: async () => {
      await http.close();
      await loopback.stop();
    },
  };
}

export interface ReadAll {
  readonly pages: readonly Page[];
  readonly end: ReadEnd | null;
  readonly waits: readonly unknown[];
  /** Keys of all records in the order they came. */
  readonly keys: readonly string[];
}

/** Reads to the end, or only so many pages (as if the process had died after storing them). */
export async function readAll(
  client: ReturnType<typeof createChannelClient>,
  more: Partial<ReadOptions> & { readonly pages?: number } = {},
): Promise<ReadAll> {
  const waits: unknown[] = [];
  const pages: Page[] = [];
  const reading = client.read({
    stream: 'products',
    mode: 'full',
    cursor: null,
    checkpoint: null,
    signal: new AbortController().signal,
    onWait: (wait) => waits.push(wait),
    ...more,
  });
  let end: ReadEnd | null = null;
  for (;;) {
    if (more.pages !== undefined && pages.length >= more.pages) {
      await reading.return({ cursor: {}, skipped: [], missing: [], sweepable: false, odd: 0 });
      break;
    }
    const next = await reading.next();
    if (next.done) {
      end = next.value;
      break;
    }
    pages.push(next.value);
  }
  const keys = pages.flatMap((page) =>
    page.records.map((record) => ('key' in record ? record.key : record.variant.key)),
  );
  return { pages, end, waits, keys };
}

/** As it comes back from the database. */
export function stored<T extends Checkpoint | StreamCursor>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing to store');
  const copy: T = JSON.parse(JSON.stringify(value));
  return copy;
}

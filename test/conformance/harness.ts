import type {
  ChannelClient,
  Checkpoint,
  CheckStepResult,
  OddRecord,
  Page,
  ReadEnd,
  ReadOptions,
  StoredToken,
  StreamCursor,
} from '../../src/main/engine';
import { createChannelClient } from '../../src/main/engine';
import { createHttpClient } from '../../src/main/http';
import { createFakeTime } from '../../src/main/http/testing';
import type { ConnectorDefinition, StreamRecord } from '../../src/shared/connector/definition';
import type { StreamName } from '../../src/shared/domain/stream';
import type { Marketplace, MarketplaceOptions } from '../marketplaces/kit';
import type { ConnectorCase } from './suite';

/** A connection to a running practice marketplace, on a clock that only moves by sleeping. */
export interface Connected<Data> {
  readonly marketplace: Marketplace<Data>;
  readonly client: ChannelClient;
  readonly values: Readonly<Record<string, string>>;
  readonly time: ReturnType<typeof createFakeTime>;
  readonly logged: readonly string[];
  /** Every secret value in the forms it travels in. */
  readonly secretForms: readonly string[];
  /** The same connection after a restart of the program. */
  again(): Connected<Data>;
  stop(): Promise<void>;
}

export async function connect<Data>(
  under: ConnectorCase<Data>,
  options: MarketplaceOptions,
  policy: { readonly allow: boolean } = { allow: true },
): Promise<Connected<Data>> {
  const time = createFakeTime();
  const marketplace = await under.start({ now: () => time.clock.now(), ...options });
  const hostPolicy = { allowHosts: policy.allow ? [new URL(marketplace.url).host] : [] };
  const http = createHttpClient({ policy: hostPolicy });
  const { definition } = under;
  const names = new Set(definition.fields.map((field) => field.name));
  const given = Object.fromEntries(
    Object.entries(marketplace.credentials).filter(([name]) => names.has(name)),
  );
  const values = under.values?.(given) ?? given;
  const secretNames = new Set(
    definition.fields.filter((field) => field.secret === true).map((field) => field.name),
  );
  const pick = (secret: boolean): Record<string, string> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => secretNames.has(name) === secret));
  const logged: string[] = [];
  const note = (event: string, facts?: Readonly<Record<string, unknown>>): void => {
    logged.push(`${event} ${JSON.stringify(facts ?? {})}`);
  };
  let token: StoredToken | null = null;
  const stop = async (): Promise<void> => {
    await http.close();
    await marketplace.stop();
  };
  const makeClient = (): ChannelClient =>
    createChannelClient({
      definition,
      fields: pick(false),
      secrets: pick(true),
      learned: {},
      baseUrl: marketplace.url,
      http,
      hostPolicy,
      clock: time.clock,
      sleep: time.sleep,
      random: () => 0.5,
      tokenStore: {
        get: async () => token,
        set: async (fresh) => {
          token = fresh;
        },
      },
      log: { debug: note, info: note, warn: note },
    });
  const connected = (): Connected<Data> => ({
    marketplace,
    client: makeClient(),
    values,
    time,
    logged,
    secretForms: Object.values(pick(true)).flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]),
    again: connected,
    stop,
  });
  try {
    return connected();
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

export async function checkAll(client: ChannelClient): Promise<CheckStepResult[]> {
  const steps: CheckStepResult[] = [];
  for await (const step of client.check(new AbortController().signal)) steps.push(step);
  return steps;
}

export interface ReadResult {
  readonly pages: readonly Page[];
  readonly records: readonly StreamRecord[];
  readonly odd: readonly OddRecord[];
  /** Keys of variants or orders. */
  readonly keys: ReadonlySet<string>;
  readonly received: number;
  readonly waits: readonly unknown[];
  readonly end: ReadEnd | null;
}

export interface ReadRequest extends Partial<Omit<ReadOptions, 'stream'>> {
  /** Leaves off after so many pages, as if the process had died. */
  readonly pages?: number;
  onPage?(page: Page): void;
}

export async function read<Data>(
  connected: Connected<Data>,
  stream: StreamName,
  request: ReadRequest = {},
): Promise<ReadResult> {
  const pages: Page[] = [];
  const waits: unknown[] = [];
  const reading = connected.client.read({
    stream,
    mode: 'full',
    cursor: null,
    checkpoint: null,
    signal: new AbortController().signal,
    onWait: (wait) => waits.push(wait),
    ...request,
  });
  let end: ReadEnd | null = null;
  while (request.pages === undefined || pages.length < request.pages) {
    const next = await reading.next();
    if (next.done) {
      end = next.value;
      break;
    }
    pages.push(next.value);
    request.onPage?.(next.value);
  }
  if (end === null) await reading.return({ cursor: {}, skipped: [], missing: [], sweepable: false, odd: 0 });
  const records = pages.flatMap((page) => page.records);
  return {
    pages,
    records,
    odd: pages.flatMap((page) => page.odd),
    keys: new Set(keysOf(records)),
    received: pages.reduce((sum, page) => sum + page.received, 0),
    waits,
    end,
  };
}

/** What a merchant counts: variants and orders. */
export function keysOf(records: readonly StreamRecord[]): string[] {
  return records.flatMap((record) => {
    switch (record.kind) {
      case 'product':
        return record.variants.map((variant) => variant.key);
      case 'variant':
        return [record.variant.key];
      case 'order':
        return [record.key];
      case 'gone':
        return [];
      default:
        return record satisfies never;
    }
  });
}

/** As it comes back from the database. */
export function stored<T extends Checkpoint | StreamCursor | null | undefined>(value: T): T {
  const copy: T = JSON.parse(JSON.stringify(value ?? null));
  return copy;
}

/** The same definition with a secret where none may stand. */
export function unsignedDefinition(definition: ConnectorDefinition): ConnectorDefinition {
  const secret = definition.fields.find((field) => field.secret === true)?.name ?? '';
  const [first, ...others] = definition.check;
  if (first === undefined) return definition;
  const request = { ...first.request, path: `${first.request.path}/{${secret}}` };
  return { ...definition, check: [{ ...first, request }, ...others] };
}

/** The same definition without bulk jobs: everything is read by pages. */
export function byPages(definition: ConnectorDefinition): ConnectorDefinition {
  const streams = Object.fromEntries(
    Object.entries(definition.streams).map(([name, stream]) => [
      name,
      { ...stream, parts: stream.parts.map(({ job: _, ...part }) => part) },
    ]),
  );
  return { ...definition, streams };
}

import { createChannelClient } from '../../../src/main/engine';
import type { ChannelClient } from '../../../src/main/engine/types';
import { createHttpClient, type HttpAnswer, type HttpClient, systemSleep } from '../../../src/main/http';
import type { ConnectorDefinition } from '../../../src/shared/connector/definition';
import type { ShopProcess } from './woocommerce-process';

interface Kept extends Omit<HttpAnswer, 'text'> {
  readonly body: Buffer;
}

/** Every answer of one reading of the shop, by address: the same pages can then be read again without HTTP. */
export async function recordAnswers(
  definition: ConnectorDefinition,
  shop: ShopProcess,
): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, Kept>();
  const http = createHttpClient({ policy: { allowHosts: [new URL(shop.url).host] } });
  const recording: HttpClient = {
    ...http,
    send: async (request) => {
      const { text, ...rest } = await http.send(request);
      kept.set(request.url.href, { ...rest, body: Buffer.from(text) });
      return { ...rest, text };
    },
  };
  const pages = clientOver(definition, shop, recording).read({
    stream: 'products',
    mode: 'full',
    cursor: null,
    checkpoint: null,
    signal: new AbortController().signal,
    onWait: () => undefined,
  });
  while (!(await pages.next()).done);
  await http.close();
  return kept;
}

/** The whole engine, given the recorded bytes in place of a network. */
export function replayedClient(
  definition: ConnectorDefinition,
  shop: ShopProcess,
  answers: ReadonlyMap<string, Kept>,
): ChannelClient {
  return clientOver(definition, shop, {
    send: async ({ url }) => {
      const found = answers.get(url.href);
      if (found === undefined) throw new Error(`not recorded: ${url.pathname}`);
      const { body, ...rest } = found;
      return { ...rest, text: body.toString('utf8') };
    },
    stream: () => Promise.reject(new Error('not recorded')),
    close: async () => undefined,
  });
}

function clientOver(definition: ConnectorDefinition, shop: ShopProcess, http: HttpClient): ChannelClient {
  const silent = () => undefined;
  return createChannelClient({
    definition,
    fields: { siteUrl: shop.url },
    secrets: { ...shop.credentials },
    learned: {},
    baseUrl: shop.url,
    http,
    hostPolicy: { allowHosts: [new URL(shop.url).host] },
    clock: { now: Date.now },
    sleep: systemSleep,
    random: Math.random,
    tokenStore: { get: async () => null, set: async () => undefined },
    log: { debug: silent, info: silent, warn: silent },
  });
}

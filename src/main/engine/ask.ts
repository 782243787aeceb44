import type { Call, Exchange } from './exchange';
import { readAnswer } from './read-answer';
import type { Values } from './request-builder';
import type { ChannelClient, OtherCall } from './types';

/** Calls of the definition that neither read a stream nor send values. */
export function createAsker(
  exchange: Exchange,
  valuesFor: (signal: AbortSignal) => Promise<Values>,
): Pick<ChannelClient, 'ask' | 'tell'> {
  async function callOf(options: OtherCall): Promise<Call> {
    const { name, request, body, responses, signal } = options;
    return {
      ...{ name, request, body, responses, signal },
      values: { ...(await valuesFor(signal)), ...options.values },
      filled: Object.entries(options.query ?? {}).map(([query, value]) => ({ slot: { query }, value })),
    };
  }
  return {
    ask: async (options) => readAnswer(exchange, await callOf(options), options.read),
    tell: async (options) => {
      await exchange.call(await callOf(options));
    },
  };
}

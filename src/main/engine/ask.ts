import type { Exchange } from './exchange';
import type { Values } from './request-builder';
import type { AskOptions } from './types';

/** A call of the definition that neither reads a stream nor sends values; what cannot be read counts as a bad answer. */
export async function askOnce(
  exchange: Exchange,
  options: AskOptions,
  values: Values,
): Promise<{ readonly json: unknown } | null> {
  const { name, request, body, responses, signal } = options;
  const reply = await exchange.call({
    name,
    request,
    values: { ...values, ...options.values },
    filled: Object.entries(options.query ?? {}).map(([query, value]) => ({ slot: { query }, value })),
    body,
    responses,
    accepts: (json) => isRead(options, json),
    signal,
  });
  return reply.outcome === 'skip' ? null : { json: reply.json };
}

function isRead({ read }: AskOptions, json: unknown): boolean {
  try {
    read?.(json);
    return true;
  } catch {
    return false;
  }
}

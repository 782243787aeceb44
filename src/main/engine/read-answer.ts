import { AppError } from '../../shared/errors/app-error';
import type { Call, Exchange } from './exchange';

/**
 * One call, and what the connector's reader made of its answer. What the reader cannot read is a bad answer and is asked for again.
 * null = a rule says that this is not there.
 */
export async function readAnswer<T>(
  exchange: Exchange,
  call: Omit<Call, 'accepts'>,
  read: (json: unknown) => T,
): Promise<{ readonly value: T } | null> {
  const last: { found: { readonly value: T } | null } = { found: null };
  const reply = await exchange.call({
    ...call,
    accepts: (json) => {
      last.found = attempted(() => ({ value: read(json) }));
      return last.found !== null;
    },
  });
  if (reply.outcome === 'skip') return null;
  if (last.found === null) throw new AppError('chan.badAnswer');
  return last.found;
}

/** What the connector's reader makes of an answer; null when the answer is not what it can read. */
export function attempted<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

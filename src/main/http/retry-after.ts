export interface LimitHeaders {
  readonly remaining?: string;
  readonly reset?: string;
  readonly unit?: 'deltaSeconds' | 'epochSeconds' | 'epochMs';
}

type Headers = Readonly<Record<string, string>>;

/** Milliseconds the channel asks to wait by Retry-After (seconds, also with a fraction, or an HTTP date); null = not told. */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  // Both dates are the channel's own, so a wrong clock on this machine does not matter.
  const sent = Date.parse(headers.date ?? '');
  return Math.max(0, until - (Number.isNaN(sent) ? nowMs : sent));
}

/** Milliseconds until the channel's window turns over, by its own reset header; null = not told. */
export function resetMs(headers: Headers, limit: LimitHeaders | undefined, nowMs: number): number | null {
  if (limit?.reset === undefined) return null;
  const text = headers[limit.reset.toLowerCase()]?.trim();
  if (text === undefined || text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) return null;
  switch (limit.unit ?? guessUnit(value)) {
    case 'deltaSeconds':
      return Math.ceil(value * 1000);
    case 'epochSeconds':
      return Math.max(0, Math.ceil(value * 1000 - nowMs));
    case 'epochMs':
      return Math.max(0, Math.ceil(value - nowMs));
  }
}

/** True when the answer says that no call is left in this window. */
export function isSpent(headers: Headers, limit: LimitHeaders | undefined): boolean {
  if (limit?.remaining === undefined) return false;
  const text = headers[limit.remaining.toLowerCase()]?.trim();
  return text !== undefined && text !== '' && Number(text) <= 0;
}

function guessUnit(value: number): NonNullable<LimitHeaders['unit']> {
  if (value > 1e11) return 'epochMs';
  return value > 1e9 ? 'epochSeconds' : 'deltaSeconds';
}

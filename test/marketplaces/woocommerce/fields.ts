import type { Answer, MarketplaceRequest } from '../kit';

export function dpOf(request: MarketplaceRequest): number {
  const decimals = Number(request.query.get('dp') ?? '2');
  return Number.isInteger(decimals) && decimals >= 0 ? decimals : 2;
}

/** WordPress's _fields: only the named top-level fields of each record. */
export function narrowed(answer: Answer, fields: string | null): Answer {
  if (fields === null || answer.status !== 200 || !('json' in answer)) return answer;
  const names = new Set(fields.split(',').map((name) => name.trim().split('.')[0]));
  const narrow = (row: unknown): unknown =>
    typeof row === 'object' && row !== null
      ? Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)))
      : row;
  return { ...answer, json: Array.isArray(answer.json) ? answer.json.map(narrow) : narrow(answer.json) };
}

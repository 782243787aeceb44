import { assertDescribed } from './api-conformance';

export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  raw(path: string, init?: RequestInit): Promise<Response>;
  /** All rows of a paged list. */
  all<T>(path: string): Promise<T[]>;
}

export interface RunAnswer {
  readonly id: string;
  readonly state: string;
  readonly finished: boolean;
  readonly streams: readonly {
    readonly stream: string;
    readonly state: string;
    readonly pages: number;
    readonly received: number;
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly odd: number;
    readonly error: { readonly code: string } | null;
  }[];
}

export function createApiClient(url: string, token: string): ApiClient {
  const raw = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers },
    });
    await assertDescribed(init.method ?? 'GET', `${url}${path}`, response);
    return response;
  };
  const send = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await raw(path, init);
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${init?.method ?? 'GET'} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
  return {
    raw,
    get: (path) => send(path),
    post: (path, body) => send(path, { method: 'POST', body: JSON.stringify(body ?? {}) }),
    put: (path, body) => send(path, { method: 'PUT', body: JSON.stringify(body) }),
    async all<T>(path: string) {
      const rows: T[] = [];
      let cursor: string | null = null;
      do {
        const join = path.includes('?') ? '&' : '?';
        const page: { items: T[]; nextCursor: string | null } = await send(
          `${path}${join}limit=500${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        rows.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return rows;
    },
  };
}

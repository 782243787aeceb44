/** One request as it reached a marketplace. Header names are lower case. */
export interface MarketplaceRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Epoch ms on the marketplace's clock. */
  at: number;
}

/** One line of the request log. `status` is 0 until answered, and stays 0 when the connection was reset. */
export interface LoggedRequest {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  search: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  status: number;
  at: number;
  fault?: string;
}

/** Which requests a fault or gate is for: a part of the path with query, a pattern on it, or a function. */
export type RequestMatch = string | RegExp | ((request: MarketplaceRequest) => boolean);

export function matches(match: RequestMatch | undefined, request: MarketplaceRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === 'function') return match(request);
  const search = request.query.toString();
  const target = search === '' ? request.path : `${request.path}?${search}`;
  return typeof match === 'string' ? target.includes(match) : match.test(target);
}

/** The user and password of an Authorization: Basic header, or undefined when it is missing or malformed. */
export function basicCredentials(
  request: MarketplaceRequest,
): { user: string; password: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

import type { Answer, MarketplaceRequest } from '../kit';

/** How this shop differs from a well kept one. All of it may be changed while the server runs. */
export interface ShopBehaviour {
  /** false: a shop older than 9.x, whose /variations is no route. */
  flatVariations: boolean;
  /** A shop older than 5.8: modified_after and modified_before are silently ignored. */
  ignoresModifiedAfter: boolean;
  /** false: a shop that does not know orderby=modified and refuses it. */
  ordersByModified: boolean;
  /** The web server removes the Authorization header: only keys in the query work. */
  stripsAuthorization: boolean;
  /** false: permalinks are plain, only /?rest_route= works and /wp-json is a theme's 404 page. */
  prettyPermalinks: boolean;
  /** WordPress lives in a folder of its site ('/magaza'); '' for the root. Fixed once the shop is open. */
  directory: string;
  /** Bytes a broken plugin or theme puts before every JSON body: a PHP notice or a byte order mark. */
  prefix: string;
  /** A security plugin or ModSecurity stands in front of /wp-json and answers an HTML page. */
  firewall: 'none' | 'forbidden' | 'modSecurity';
  /** Core has no rate limit; a hoster may have one. */
  hosterLimit: HosterLimit | undefined;
  /** Minutes east of UTC; Europe/Istanbul is 180. */
  zoneMinutes: number;
  currency: { code: string; name: string; symbol: string };
  /** Between lira and kuruş in the shop's settings; a price sent with it is understood. */
  decimalSeparator: string;
  /** A plugin refuses saves of these products or variations, with code and words of its own. */
  refusedRows: Map<number, { code: string; message: string }>;
}

export interface HosterLimit {
  calls: number;
  perMs: number;
  status: 429 | 503;
  /** Seconds; undefined sends no Retry-After. */
  retryAfter: number | undefined;
}

export const PHP_NOTICE =
  '<br />\n<b>Notice</b>:  Undefined index: kargo_takip in <b>/home/magaza/public_html/wp-content/plugins/kargo/kargo.php</b> on line <b>42</b><br />\n';

export function behaviourOf(options: Partial<ShopBehaviour>): ShopBehaviour {
  return {
    flatVariations: options.flatVariations ?? true,
    ignoresModifiedAfter: options.ignoresModifiedAfter ?? false,
    ordersByModified: options.ordersByModified ?? true,
    stripsAuthorization: options.stripsAuthorization ?? false,
    prettyPermalinks: options.prettyPermalinks ?? true,
    directory: options.directory ?? '',
    prefix: options.prefix ?? '',
    firewall: options.firewall ?? 'none',
    hosterLimit: options.hosterLimit,
    zoneMinutes: options.zoneMinutes ?? 180,
    currency: options.currency ?? { code: 'TRY', name: 'Türk lirası', symbol: '&#8378;' },
    decimalSeparator: options.decimalSeparator ?? ',',
    refusedRows: options.refusedRows ?? new Map(),
  };
}

/** The REST route a request is for; undefined where WordPress answers with a page. */
export function routeOf(
  { path, query }: MarketplaceRequest,
  { directory, prettyPermalinks }: ShopBehaviour,
): string | undefined {
  if (!path.startsWith(`${directory}/`)) return undefined;
  const plain = query.get('rest_route');
  if (plain !== null) return plain.replace(/\/$/, '');
  const prefix = `${directory}/wp-json`;
  if (!prettyPermalinks || !path.startsWith(prefix)) return undefined;
  return path.slice(prefix.length).replace(/\/$/, '');
}

/** The answer with what a broken plugin prints before it. */
export function prefixed({ prefix }: ShopBehaviour, answer: Answer): Answer {
  if (prefix === '' || !('json' in answer)) return answer;
  return { status: answer.status, headers: answer.headers, text: prefix + JSON.stringify(answer.json) };
}

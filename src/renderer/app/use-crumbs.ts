import { useMemo } from 'react';
import { useLocation } from 'react-router';
import { listingIdSchema, orderIdSchema, variantIdSchema } from '../../shared/domain/ids';
import { useText } from '../i18n/use-text';
import { useAnswer } from '../lib/queries';
import { useConnections } from '../lib/shell-facts';
import type { Crumb } from '../ui';
import { type PlaceId, placeOf } from './places';

/** Where the window is, from the address and the names of what it points at. The last crumb is the page. */
export function useCrumbs(): readonly Crumb[] {
  const text = useText('shell');
  const { pathname } = useLocation();
  const [, first = '', second = ''] = pathname.split('/');
  const id = safelyDecoded(second);
  const name = useNameOf(first, id);
  return useMemo(() => {
    if (pathname === '/welcome') return [{ id: 'welcome', label: text('page.welcome') }];
    // Reached from Stok: it has no place of its own in the sidebar.
    if (first === 'imports')
      return [
        { id: 'stock', label: text('page.stock'), href: '#/stock' },
        { id: 'imports', label: text('page.imports') },
      ];
    const place = placeOf(pathname);
    if (!place) return [{ id: 'notFound', label: text('page.notFound') }];
    const label = text(`page.${place.id}`);
    if (id === '') return [{ id: place.id, label }];
    const own = name ?? text(`page.${first === 'connect' ? 'connect' : singular(place.id)}`);
    return [
      { id: place.id, label, href: `#${place.path}` },
      { id: `${place.id}-${id}`, label: own },
    ];
  }, [pathname, text, id, name, first]);
}

function singular(id: PlaceId) {
  switch (id) {
    case 'orders':
      return 'order';
    case 'products':
      return 'product';
    case 'connections':
      return 'connection';
    case 'catalogue':
      return 'integration';
    case 'errors':
      return 'error';
    case 'runs':
      return 'run';
    case 'rules':
      return 'rule';
    default:
      return id;
  }
}

/** Name of the one thing a page is about, once it is known. */
function useNameOf(first: string, id: string): string | undefined {
  const connections = useConnections();
  const orderId = orderIdSchema.safeParse(first === 'orders' ? id : '');
  const listingId = listingIdSchema.safeParse(first === 'products' ? id : '');
  const variantId = variantIdSchema.safeParse(first === 'stock' ? id : '');
  const isIntegration = (first === 'catalogue' || first === 'connect') && id !== '';
  const order = useAnswer('orders.get', { id: orderId.data ?? NO_ORDER }, { enabled: orderId.success });
  const listing = useAnswer(
    'listings.get',
    { id: listingId.data ?? NO_LISTING },
    { enabled: listingId.success },
  );
  const sheet = useAnswer(
    'stock.get',
    { variantId: variantId.data ?? NO_VARIANT },
    { enabled: variantId.success },
  );
  const integration = useAnswer(
    'integrations.get',
    { id: isIntegration ? id : 'none' },
    { enabled: isIntegration },
  );
  if (orderId.success) return order.data?.number;
  if (listingId.success) return listing.data?.title ?? listing.data?.sku ?? undefined;
  if (variantId.success) return sheet.data?.variant.title;
  if (isIntegration) return integration.data?.name;
  if (first === 'connections' || first === 'rules')
    return connections.find((connection) => connection.id === id)?.name;
  return undefined;
}

const NO_ORDER = orderIdSchema.parse('0');
const NO_LISTING = listingIdSchema.parse('0');
const NO_VARIANT = variantIdSchema.parse('0');

function safelyDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

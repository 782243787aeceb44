import {
  BookOpen,
  Boxes,
  CircleAlert,
  EqualNot,
  Hand,
  House,
  Info,
  Link2,
  type LucideIcon,
  Package,
  Plug,
  RefreshCw,
  Settings,
  ShoppingCart,
  Tag,
  Webhook,
} from 'lucide-react';

export type PlaceId =
  | 'overview'
  | 'orders'
  | 'products'
  | 'matching'
  | 'stock'
  | 'rules'
  | 'holds'
  | 'differences'
  | 'connections'
  | 'catalogue'
  | 'errors'
  | 'runs'
  | 'webhooks'
  | 'settings'
  | 'about';

export interface Place {
  readonly id: PlaceId;
  readonly path: string;
  readonly icon: LucideIcon;
  /** The letter after G; never I or ı, which a Turkish keyboard tells apart. */
  readonly letter?: string;
}

export interface PlaceGroup {
  readonly id: 'sales' | 'channels' | 'monitoring' | 'admin' | null;
  readonly places: readonly Place[];
}

/** The sidebar in its order: every page of the window. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  { id: null, places: [{ id: 'overview', path: '/', icon: House }] },
  {
    id: 'sales',
    places: [
      { id: 'orders', path: '/orders', icon: ShoppingCart, letter: 's' },
      { id: 'products', path: '/products', icon: Package, letter: 'u' },
      { id: 'matching', path: '/matching', icon: Link2, letter: 'e' },
      { id: 'stock', path: '/stock', icon: Boxes, letter: 't' },
      { id: 'rules', path: '/rules', icon: Tag, letter: 'f' },
      { id: 'holds', path: '/holds', icon: Hand, letter: 'b' },
      { id: 'differences', path: '/differences', icon: EqualNot },
    ],
  },
  {
    id: 'channels',
    places: [
      { id: 'connections', path: '/connections', icon: Plug, letter: 'k' },
      { id: 'catalogue', path: '/catalogue', icon: BookOpen },
    ],
  },
  {
    id: 'monitoring',
    places: [
      { id: 'errors', path: '/errors', icon: CircleAlert, letter: 'h' },
      { id: 'runs', path: '/runs', icon: RefreshCw, letter: 'c' },
      { id: 'webhooks', path: '/webhooks', icon: Webhook },
    ],
  },
  {
    id: 'admin',
    places: [
      { id: 'settings', path: '/settings', icon: Settings },
      { id: 'about', path: '/about', icon: Info },
    ],
  },
];

export const PLACES: readonly Place[] = PLACE_GROUPS.flatMap((group) => group.places);

/** Whether an address lies within a place. */
export function isWithin(pathname: string, place: Place): boolean {
  if (place.path === '/') return pathname === '/';
  if (place.id === 'catalogue' && pathname.startsWith('/connect/')) return true;
  return pathname === place.path || pathname.startsWith(`${place.path}/`);
}

export function placeOf(pathname: string): Place | undefined {
  return PLACES.find((place) => isWithin(pathname, place));
}

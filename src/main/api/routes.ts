import { orderRoutes } from './orders';
import { productRoutes } from './products';
import type { Route } from './route';
import { webhookRoutes } from './webhooks';

/** Every call of the API, in the order of its description. */
export function apiRoutes(): readonly Route[] {
  return [...productRoutes, ...orderRoutes, ...webhookRoutes];
}

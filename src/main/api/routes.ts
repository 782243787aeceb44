import { alertRoutes } from './alerts';
import { connectionRoutes } from './connections';
import { documentRoutes } from './documents';
import { eventRoutes } from './events';
import { healthRoutes } from './health';
import { importRoutes } from './imports';
import { integrationRoutes } from './integrations';
import { matchingRoutes } from './matching';
import { orderRoutes } from './orders';
import { productRoutes } from './products';
import { rateRoutes } from './rates';
import type { Route } from './route';
import { rulesRoutes } from './rules';
import { runRoutes } from './runs';
import { stockRoutes } from './stock';
import { tokenRoutes } from './tokens';
import { valueRoutes } from './values';
import { variantRoutes } from './variants';
import { webhookRoutes } from './webhooks';

/** Every call of the API, in the order of its description. */
export function apiRoutes(): readonly Route[] {
  const routes: readonly Route[] = [
    ...healthRoutes,
    ...documentRoutes(() => routes),
    ...integrationRoutes,
    ...connectionRoutes,
    ...runRoutes,
    ...productRoutes,
    ...orderRoutes,
    ...variantRoutes,
    ...stockRoutes,
    ...valueRoutes,
    ...rulesRoutes,
    ...rateRoutes,
    ...matchingRoutes,
    ...importRoutes,
    ...webhookRoutes,
    ...alertRoutes,
    ...eventRoutes(),
    ...tokenRoutes,
  ];
  return routes;
}

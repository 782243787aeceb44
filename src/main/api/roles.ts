import type { MiddlewareHandler } from 'hono';
import { type ApiRole, roleReaches } from '../../shared/domain/api-role';
import { AppError } from '../../shared/errors/app-error';
import type { CallerEnv } from './caller';

/** Looks: everything but the tokens. */
const VIEWER = [
  'GET /api/integrations',
  'GET /api/integrations/:id',
  'GET /api/connections',
  'GET /api/connections/:id',
  'GET /api/runs',
  'GET /api/runs/:id',
  'GET /api/alerts',
  'GET /api/events',
  'GET /api/matches',
  'GET /api/matches/summary',
  'GET /api/matches/decided',
  'GET /api/matches/variants',
  'GET /api/batches',
  'GET /api/imports',
  'GET /api/imports/:token',
  'GET /api/imports/:token/rows',
  'GET /api/imports/:token/errors',
  'GET /api/variants',
  'GET /api/variants/:id',
  'GET /api/variants/:id/values',
  'GET /api/stock/:id',
  'GET /api/stock/:id/movements',
  'GET /api/warehouses',
  'GET /api/connections/:id/rules',
  'GET /api/connections/:id/stop-list',
  'GET /api/rates',
  'GET /api/values',
  'GET /api/values/summary',
  'GET /api/holds',
  'GET /api/differences',
];

/** Runs what is set up and books. */
const OPERATOR = [
  'POST /api/connections/:id/sync',
  'POST /api/runs/:id/pause',
  'POST /api/runs/:id/resume',
  'POST /api/runs/:id/cancel',
  'POST /api/matches/accept',
  'POST /api/matches/create',
  'POST /api/matches/ignore',
  'POST /api/matches/decide',
  'POST /api/batches/:id/undo',
  'POST /api/imports',
  'POST /api/imports/:token/preview',
  'POST /api/imports/:token/apply',
  'POST /api/imports/:token/cancel',
  'POST /api/imports/:token/undo',
  'DELETE /api/imports/:token',
  'POST /api/variants',
  'POST /api/variants/edit',
  'PATCH /api/variants/:id',
  'DELETE /api/variants/:id',
  'POST /api/stock/:id/count',
  'POST /api/stock/:id/adjust',
  'POST /api/stock/:id/transfer',
  'POST /api/warehouses',
  'PATCH /api/warehouses/:id',
  'POST /api/holds/approve',
  'POST /api/differences/repair',
  'POST /api/differences/take',
  'POST /api/connections/:id/read-again',
];

/** Sets up. */
const ADMIN = [
  'POST /api/connections',
  'PATCH /api/connections/:id',
  'DELETE /api/connections/:id',
  'POST /api/connections/:id/test',
  'POST /api/connections/:id/activate',
  'POST /api/connections/:id/deactivate',
  'PUT /api/connections/:id/rules',
  'POST /api/connections/:id/rules/preview',
  'POST /api/connections/:id/rules/preview/counts',
  'POST /api/connections/:id/stop-list',
  'DELETE /api/connections/:id/stop-list/:variant',
  'PUT /api/rates/:currency/:base',
  'DELETE /api/rates/:currency/:base',
  'GET /api/tokens',
  'POST /api/tokens',
  'DELETE /api/tokens/:id',
];

/** The least role of every route, `METHOD /path` as it is declared. */
export const ROLE_OF_ROUTE: ReadonlyMap<string, ApiRole> = new Map<string, ApiRole>([
  ...VIEWER.map((route) => [route, 'viewer'] as const),
  ...OPERATOR.map((route) => [route, 'operator'] as const),
  ...ADMIN.map((route) => [route, 'admin'] as const),
]);

/** A route declares the least role it needs, here or by itself; one that has none is for admins only. */
export const requireRole: MiddlewareHandler<CallerEnv> = async (context, next) => {
  const { caller, route, line } = context.var;
  if (line !== undefined) {
    const role = route?.role ?? ROLE_OF_ROUTE.get(line) ?? 'admin';
    if (role !== 'anyone' && !roleReaches(caller.role, role))
      throw new AppError('access.denied', { facts: { role } });
  }
  await next();
};

import type { MiddlewareHandler } from 'hono';
import { roleReaches } from '../../shared/domain/api-role';
import { AppError } from '../../shared/errors/app-error';
import type { CallerEnv } from './caller';

/** A route declares the least role it needs; what declares none is for admins only. */
export const requireRole: MiddlewareHandler<CallerEnv> = async (context, next) => {
  const { caller, route, isThere } = context.var;
  const needed = route?.role ?? 'admin';
  if (isThere && needed !== 'anyone' && !roleReaches(caller.role, needed))
    throw new AppError('access.denied', { facts: { role: needed } });
  await next();
};

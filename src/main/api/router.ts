import type { Hono, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { CallerEnv } from './caller';
import type { Kervan, Route } from './route';

/** `/api/orders/{id}` as the router writes it. */
export const pattern = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

export function mount(app: Hono, routes: readonly Route[], kervan: Kervan): void {
  for (const { method, path, run } of routes)
    app.on(method, pattern(path), (context) => run(context, kervan));
}

/** Tells those behind it which declared route a call is for. */
export function findRoute(routes: readonly Route[]): MiddlewareHandler<CallerEnv> {
  const byLine = new Map(routes.map((route) => [`${route.method} ${pattern(route.path)}`, route]));
  return async (context, next) => {
    // Middleware is declared for every method; the first route with one of its own is the one that answers.
    const found = matchedRoutes(context).find(({ method }) => method !== 'ALL');
    context.set('isThere', found !== undefined);
    context.set('route', found && byLine.get(`${found.method} ${found.path}`));
    await next();
  };
}

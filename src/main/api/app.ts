import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '../../shared/errors/app-error';
import type { CallerEnv } from './caller';
import { onlyThisMachine, requireToken } from './guard';
import { onceByKey } from './idempotency';
import { problemDetails } from './problem-details';
import { type CallRate, limitCalls } from './rate-limit';
import { requireRole } from './roles';
import type { Kervan } from './route';
import { findRoute, mount } from './router';
import { apiRoutes } from './routes';

export interface ApiOptions extends Kervan {
  readonly callRate?: CallRate;
}

const LARGEST_BODY = 1_048_576;

/** The local REST API over the service's handlers. docs/API.md lists the calls. */
export function createApiApp(options: ApiOptions): Hono {
  const app = new Hono();
  app.onError((error, context) => problemDetails(error, context, options));
  app.notFound((context) =>
    problemDetails(new AppError('input.notFound', { facts: { what: 'path' } }), context, options),
  );
  app.use(secureHeaders());
  app.use(onlyThisMachine);
  const routes = apiRoutes();
  // What anyone may ask answers before a token is looked for; nothing else does.
  mount(
    app,
    routes.filter(({ role }) => role === 'anyone'),
    options,
  );
  app.use('/api/*', findRoute(routes), requireToken(options.tokens), limitCalls(options.callRate));
  app.use('/api/*', requireRole, exceptUploads(limitBody()), onceByKey(options.answers));
  mount(
    app,
    routes.filter(({ role }) => role !== 'anyone'),
    options,
  );
  return app;
}

function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: LARGEST_BODY,
    onError: () => {
      throw new AppError('input.tooLarge', { facts: { limit: LARGEST_BODY } });
    },
  });
}

/** Keeps every body within the limit given, but leaves files to their own. */
function exceptUploads(limit: MiddlewareHandler): MiddlewareHandler<CallerEnv> {
  return (context, next) => (context.var.route?.isUpload === true ? next() : limit(context, next));
}

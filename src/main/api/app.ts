import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { z } from 'zod';
import { createConnectionSchema, updateConnectionSchema } from '../../shared/contract/connections';
import { integrationFilterSchema } from '../../shared/contract/integrations';
import { runListSchema } from '../../shared/contract/runs';
import { connectionIdSchema, runIdSchema } from '../../shared/domain/ids';
import { streamNameSchema, syncModeSchema } from '../../shared/domain/stream';
import { AppError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { eventRoutes } from './events';
import { onlyThisMachine, requireToken } from './guard';
import { onceByKey } from './idempotency';
import { exceptUploads, importRoutes } from './imports';
import { matchingRoutes } from './matching';
import { problemDetails } from './problem-details';
import { type CallRate, limitCalls } from './rate-limit';
import { requireRole } from './roles';
import { findRoute, mount } from './router';
import { apiRoutes } from './routes';
import { rulesRoutes } from './rules';
import { stockRoutes } from './stock';
import { tokenRoutes } from './tokens';
import { valuesRoutes } from './values';
import { alertView, connectionSummaryView, connectionView, runView } from './views';
import { languageOf } from './words';

export interface ApiOptions
  extends Pick<
    KervanService,
    'events' | 'handlers' | 'rows' | 'imports' | 'tokens' | 'answers' | 'sentence'
  > {
  readonly version: string;
  readonly log: Log;
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
  app.get('/healthz', (context) => context.json({ status: 'ok', version: options.version }));
  const routes = apiRoutes();
  app.use(
    '/api/*',
    findRoute(routes),
    requireToken(options.tokens),
    limitCalls(options.callRate),
    requireRole,
  );
  app.use(
    '/api/*',
    exceptUploads(
      bodyLimit({
        maxSize: LARGEST_BODY,
        onError: () => {
          throw new AppError('input.tooLarge', { facts: { limit: LARGEST_BODY } });
        },
      }),
    ),
  );
  app.use('/api/*', onceByKey(options.answers));
  integrationRoutes(app, options);
  connectionRoutes(app, options);
  runRoutes(app, options);
  alertRoutes(app, options);
  eventRoutes(app, options);
  matchingRoutes(app, options.handlers);
  importRoutes(app, options);
  stockRoutes(app, options);
  rulesRoutes(app, options.handlers);
  valuesRoutes(app, options);
  tokenRoutes(app, options.handlers);
  mount(app, routes, options);
  return app;
}

function integrationRoutes(app: Hono, { handlers }: ApiOptions): void {
  app.get('/api/integrations', async (context) => {
    const filter = parseInput(integrationFilterSchema, readQuery(context));
    return context.json({ items: await handlers['integrations.list'](filter) });
  });
  app.get('/api/integrations/:id', async (context) =>
    context.json(await handlers['integrations.get']({ id: context.req.param('id') })),
  );
}

function connectionRoutes(app: Hono, { handlers }: ApiOptions): void {
  const idOf = (param: string) => parseInput(connectionIdSchema, param);
  app.get('/api/connections', async (context) =>
    context.json({ items: (await handlers['connections.list']({})).map(connectionSummaryView) }),
  );
  app.post('/api/connections', async (context) => {
    const created = await handlers['connections.create'](
      parseInput(createConnectionSchema, await readJson(context)),
    );
    return context.json(connectionView(created), 201, { location: `/api/connections/${created.id}` });
  });
  app.get('/api/connections/:id', async (context) =>
    context.json(connectionView(await handlers['connections.get']({ id: idOf(context.req.param('id')) }))),
  );
  app.patch('/api/connections/:id', async (context) => {
    const input = parseInput(updateConnectionSchema, {
      ...(await readJson(context)),
      id: context.req.param('id'),
    });
    return context.json(connectionView(await handlers['connections.update'](input)));
  });
  app.delete('/api/connections/:id', async (context) => {
    const { id, name } = await handlers['connections.get']({ id: idOf(context.req.param('id')) });
    await handlers['connections.delete']({ id, confirmName: name });
    return context.body(null, 204);
  });
  app.post('/api/connections/:id/test', async (context) => {
    const report = await handlers['connections.test']({ id: idOf(context.req.param('id')), settings: {} });
    return context.json({ ok: report.passed, ...report });
  });
  app.post('/api/connections/:id/activate', async (context) =>
    context.json(
      connectionView(await handlers['connections.activate']({ id: idOf(context.req.param('id')) })),
    ),
  );
  app.post('/api/connections/:id/deactivate', async (context) =>
    context.json(
      connectionView(await handlers['connections.deactivate']({ id: idOf(context.req.param('id')) })),
    ),
  );
  const syncSchema = z.object({
    streams: z.array(streamNameSchema).min(1).optional(),
    mode: syncModeSchema.default('delta'),
  });
  app.post('/api/connections/:id/sync', async (context) => {
    const wanted = parseInput(syncSchema, await readJson(context));
    const { runId } = await handlers['connections.sync']({
      id: idOf(context.req.param('id')),
      ...wanted,
      trigger: 'api',
    });
    return context.json({ runId }, 202, { location: `/api/runs/${runId}` });
  });
}

function runRoutes(app: Hono, { handlers }: ApiOptions): void {
  const query = z.object({
    connection: connectionIdSchema.optional(),
    state: z.string().optional(),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });
  app.get('/api/runs', async (context) => {
    const { connection, state, cursor, limit } = parseInput(query, readQuery(context));
    const input = parseInput(runListSchema, {
      connectionId: connection,
      states: state?.split(','),
      cursor,
      limit,
    });
    const page = await handlers['runs.list'](input);
    return context.json({ items: page.runs.map(runView), nextCursor: page.nextCursor });
  });
  app.get('/api/runs/:id', async (context) =>
    context.json(
      runView(await handlers['runs.get']({ id: parseInput(runIdSchema, context.req.param('id')) })),
    ),
  );
  for (const action of ['pause', 'resume', 'cancel'] as const) {
    app.post(`/api/runs/:id/${action}`, async (context) =>
      context.json(
        runView(await handlers[`runs.${action}`]({ id: parseInput(runIdSchema, context.req.param('id')) })),
      ),
    );
  }
}

function alertRoutes(app: Hono, { handlers, sentence }: ApiOptions): void {
  const query = z.object({
    connection: connectionIdSchema.optional(),
    state: z.enum(['open', 'snoozed', 'closed']).optional(),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  });
  app.get('/api/alerts', async (context) => {
    const { connection, state, cursor, limit } = parseInput(query, readQuery(context));
    const page = await handlers['problems.list']({
      connectionId: connection,
      states: [state ?? 'open'],
      cursor,
      limit,
    });
    const items = page.problems.map((problem) =>
      alertView(problem, sentence(problem.error, languageOf(context))),
    );
    return context.json({ items, nextCursor: page.nextCursor });
  });
}

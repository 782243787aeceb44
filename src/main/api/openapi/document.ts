import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import { problemDetailsAnswer } from '../answers/common';
import { isList } from '../body';
import { JSON_TYPE, type Route } from '../route';
import { gatherNamed, type Json, type JsonObject, type Named } from './json-schema';
import { failuresOf, isWrite } from './statuses';
import { INTRODUCTION } from './words';

export type OpenApiDocument = JsonObject & {
  readonly openapi: '3.1.0';
  readonly info: JsonObject;
  readonly paths: JsonObject;
  readonly components: JsonObject;
};

/** The OpenAPI 3.1 document of the routes, made of the schemas that parse; in short steps, for the process has other things to do. */
export async function describeRoutes(routes: readonly Route[], version: string): Promise<OpenApiDocument> {
  const named = gatherNamed();
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, named) };
    await setImmediate();
  }
  named.describe(problemDetailsAnswer, 'output');
  return {
    openapi: '3.1.0',
    info: { title: 'Kervan', version, description: INTRODUCTION },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: [...new Set(routes.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      parameters: PARAMETERS,
      schemas: named.all(),
    },
  };
}

const PARAMETERS: JsonObject = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Chosen anew for each thing to be done: the same call with the same key within 24 hours is not done again but gets the first answer, with `Idempotency-Replayed: true`.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'An `ETag` read before: what was changed since is not overwritten (412).',
    schema: { type: 'string', minLength: 1 },
  },
};
const refTo = (parameter: keyof typeof PARAMETERS): JsonObject => ({
  $ref: `#/components/parameters/${parameter}`,
});

function operationOf(route: Route, named: Named): JsonObject {
  const role = route.role === 'anyone' ? 'Needs no token.' : `Role: ${route.role}.`;
  const parameters = [
    ...parametersOf(route.params, 'path', named),
    ...parametersOf(route.query, 'query', named),
    ...(isWrite(route) ? [refTo('IdempotencyKey')] : []),
    ...(route.takesIfMatch ? [refTo('IfMatch')] : []),
  ];
  return {
    operationId: route.id,
    tags: [route.group],
    summary: route.summary,
    description: [route.description, role].filter(Boolean).join('\n\n'),
    ...(route.role === 'anyone' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(route, named),
    responses: {
      [route.status]: successOf(route, named),
      ...Object.fromEntries(
        [...failuresOf(route)].map(([status, codes]) => [status, failureOf(status, codes)]),
      ),
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query', named: Named): JsonObject[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => {
    const { description, ...described } = named.describe(field, 'input');
    const isRequired = place === 'path' || !field.safeParse(undefined).success;
    return {
      name,
      in: place,
      required: isRequired,
      ...(description === undefined ? {} : { description }),
      ...(isList(field) ? { style: 'form', explode: false } : {}),
      schema: described,
    };
  });
}

function bodyOf(route: Route, named: Named): JsonObject {
  if (route.isUpload) {
    const bytes: JsonObject = { schema: {} };
    return { requestBody: { required: true, content: { 'application/octet-stream': bytes } } };
  }
  if (route.body === undefined) return {};
  // An empty body counts as {}.
  const required = !route.body.safeParse({}).success;
  const content = { [JSON_TYPE]: { schema: named.describe(route.body, 'input') } };
  return { requestBody: { required, content } };
}

function successOf(route: Route, named: Named): JsonObject {
  const text = { schema: { type: 'string' } };
  const headers = {
    ...(route.hasTag ? { ETag: { description: 'For If-Match.', ...text } } : {}),
    ...(route.hasLocation ? { Location: text } : {}),
    ...(isWrite(route)
      ? { 'Idempotency-Replayed': { description: 'The answer of an earlier call.', ...text } }
      : {}),
  };
  const content = Object.fromEntries(
    Object.entries(route.content).map(([type, schema]): [string, Json] => [
      type,
      schema === null ? {} : { schema: named.describe(schema, 'output') },
    ]),
  );
  return {
    description: DONE[route.status],
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    ...(Object.keys(content).length > 0 ? { content } : {}),
  };
}

const DONE: Readonly<Record<Route['status'], string>> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Begun; it goes on by itself.',
  204: 'Done; there is nothing to tell.',
};

function failureOf(status: number, codes: readonly string[]): JsonObject {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    ...(status === 429
      ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'string' } } } }
      : {}),
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
    },
  };
}

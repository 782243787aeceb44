import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Hono } from 'hono';
import { z } from 'zod';
import { describeRoutes } from '../../../src/main/api/openapi/document';
import { apiRoutes } from '../../../src/main/api/routes';

const schemaPlace = z.looseObject({ schema: z.unknown().optional() });
const content = z.record(z.string(), schemaPlace);
export const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: z.unknown(),
});
export const operationSchema = z.object({
  operationId: z.string(),
  parameters: z.array(z.union([parameterSchema, z.object({ $ref: z.string() })])).default([]),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.default({}) })),
});
export const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});
export type ApiDocument = z.infer<typeof documentSchema>;
export type Operation = z.infer<typeof operationSchema>;

/** An answer as it came over the wire. */
export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
}

export interface Conformance {
  /** What the document does not say of this answer; undefined = it is as described, or of an address that nobody described. */
  complaint(answer: Answer): string | undefined;
  /** Whether a value is what the schema at this place of the document describes. */
  fits(pointer: string, value: unknown): boolean;
}

/** Holds answers against the document: status, content type and body, where a field that nobody described is wrong too. */
export function conformanceTo(document: ApiDocument): Conformance {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'kervan', ...document });
  const exact = new Ajv2020({ strict: false, allErrors: false });
  addFormats.default(exact);
  exact.addSchema({ $id: 'kervan', ...z.record(z.string(), z.unknown()).parse(withoutMore(document)) });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (from: Ajv2020, kind: string, pointer: string): ValidateFunction => {
    const known = compiled.get(kind + pointer);
    if (known) return known;
    const made = from.compile({ $ref: `kervan${pointer}` });
    compiled.set(kind + pointer, made);
    return made;
  };
  const places = Object.entries(document.paths).map(([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  return {
    fits: (pointer, value) => validator(ajv, 'loose', pointer)(value),
    complaint({ method, path, status, contentType, text }) {
      const verb = method.toLowerCase();
      const place = places
        .filter(({ pattern, operations }) => pattern.test(path) && operations[verb] !== undefined)
        // `/inbox/replay` is meant before `/inbox/{id}`.
        .sort((one, other) => one.path.split('{').length - other.path.split('{').length)[0];
      const operation = place?.operations[verb];
      if (place === undefined || operation === undefined) return undefined;
      const described = operation.responses[status];
      if (described === undefined) return `${status} is not described: ${text.slice(0, 300)}`;
      const type = contentType?.split(';')[0] ?? '';
      if (Object.keys(described.content).length === 0)
        return text === '' ? undefined : `a body where none is described: ${text.slice(0, 300)}`;
      const form = described.content[type];
      if (form === undefined) return `${type} is not described for ${status}`;
      if (form.schema === undefined) return undefined;
      const pointer = `#/paths/${escaped(place.path)}/${verb}/responses/${status}/content/${escaped(type)}/schema`;
      const check = validator(exact, 'exact', pointer);
      if (check(JSON.parse(text))) return undefined;
      return `${status}: ${exact.errorsText(check.errors)} ${JSON.stringify(check.errors?.[0]?.params)} in ${text.slice(0, 600)}`;
    },
  };
}

export function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** Objects with fields have no others: so a field that was forgotten in the document is found. */
function withoutMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMore);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutMore(part)]));
  const isClosed = inner.type === 'object' && 'properties' in inner && !('additionalProperties' in inner);
  return isClosed ? { ...inner, additionalProperties: false } : inner;
}

let described: Promise<Conformance> | undefined;
/** The document of the sources, made once for a test file. */
export function ofTheSources(): Promise<Conformance> {
  described ??= describeRoutes(apiRoutes(), 'test').then((document) =>
    conformanceTo(documentSchema.parse(document)),
  );
  return described;
}

/** Complains when an answer is not as the document says; streams and pictures pass. */
export async function assertDescribed(method: string, address: string, response: Response): Promise<void> {
  const contentType = response.headers.get('content-type');
  if (contentType?.startsWith('text/event-stream')) return;
  const complaint = (await ofTheSources()).complaint({
    method,
    path: new URL(address).pathname,
    status: response.status,
    contentType,
    text: await response.clone().text(),
  });
  if (complaint !== undefined)
    throw new Error(`${method} ${address} is not answered as described: ${complaint}`);
}

/** The API, whose every answer is held against its description. */
export function watched(app: Hono): Hono {
  const answer = app.request;
  app.request = async (input, init, ...rest) => {
    const response = await answer(input, init, ...rest);
    if (typeof input === 'string') await assertDescribed(init?.method ?? 'GET', input, response);
    return response;
  };
  return app;
}

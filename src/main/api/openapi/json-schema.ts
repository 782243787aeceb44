import { z } from 'zod';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

const jsonObject = z.record(z.string(), z.json());

/** Schemas that have a name, gathered while others refer to them. */
export interface Named {
  /** The schema as the document writes it, or a reference to it where it has a name. */
  describe(schema: z.ZodType, io: 'input' | 'output'): JsonObject;
  all(): JsonObject;
}

export function gatherNamed(): Named {
  const named = new Map<string, JsonObject>();
  function keep(name: string, schema: JsonObject): void {
    const before = named.get(name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema))
      throw new Error(`two schemas are called ${name}`);
    named.set(name, schema);
  }
  return {
    describe(schema, io) {
      // Inside another one, so that a schema with a name of its own becomes a reference too.
      const { $defs = {}, properties } = z.toJSONSchema(z.object({ it: schema }), {
        io,
        unrepresentable: 'any',
        override: ({ jsonSchema }) => plain(jsonSchema, io),
      });
      for (const [name, definition] of Object.entries($defs))
        keep(name, jsonObject.parse(referring(definition)));
      return jsonObject.parse(referring(properties?.it));
    },
    all: () => Object.fromEntries([...named].sort(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** What zod adds that tells a reader nothing. */
function plain(schema: z.core.JSONSchema.BaseSchema, io: 'input' | 'output'): void {
  // A later Kervan may answer with more, so nobody is told that there is never more.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === 'date-time') delete schema.pattern;
}

/** References as they stand in an OpenAPI document. */
function referring(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(referring);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : referring(inner),
    ]),
  );
}

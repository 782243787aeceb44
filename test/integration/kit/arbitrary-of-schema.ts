import fc from 'fast-check';
import { z } from 'zod';

const schemaSchema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  propertyNames: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
});
type Schema = z.infer<typeof schemaSchema>;

export interface Ground {
  readonly schemas: Readonly<Record<string, unknown>>;
  /** Values that exist, by the name of the field that may hold them. */
  readonly known: Readonly<Record<string, readonly unknown[]>>;
}

const TURKISH = ['Şişe Dünyası', 'ığİÖçş', 'ILIK', ' ', '🧺', "'; --", '<b>', '%00', '../..'];
/** A generated list or dictionary grows by no more than this. */
const FEW = 3;
const LONGEST = 60;

/** Values that a schema describes; now and then ones that exist where the field's name says what they are. */
export function arbitraryOf(schema: unknown, ground: Ground, name = ''): fc.Arbitrary<unknown> {
  const made = generated(schemaSchema.parse(schema ?? {}), ground, name);
  const known = ground.known[name];
  return known === undefined || known.length === 0
    ? made
    : fc.oneof({ arbitrary: fc.constantFrom(...known), weight: 4 }, { arbitrary: made, weight: 1 });
}

function generated(schema: Schema, ground: Ground, name: string): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, allOf, type } = schema;
  if ($ref !== undefined) return arbitraryOf(ground.schemas[$ref.replace(/^.*\//, '')], ground, name);
  const options = anyOf ?? oneOf;
  if (options !== undefined) return fc.oneof(...options.map((one) => arbitraryOf(one, ground)));
  if (allOf !== undefined)
    return fc
      .tuple(...allOf.map((one) => arbitraryOf(one, ground)))
      .map((parts) => Object.assign({}, ...parts.map((part) => z.looseObject({}).parse(part))));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(type))
    return fc.oneof(...type.map((one) => generated({ ...schema, type: one }, ground, name)));
  switch (type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(schema, ground, name);
    case 'object':
      return objectOf(schema, ground);
    default:
      return fc.jsonValue({ maxDepth: 1 });
  }
}

function textOf({ pattern, format, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (format === 'date-time')
    return fc
      .integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') })
      .map((time) => new Date(time).toISOString());
  if (format === 'uri') return fc.constantFrom('http://127.0.0.1:9', 'https://kervan.invalid');
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  const some = TURKISH.filter(fits);
  const any = fc
    .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, LONGEST) })
    .filter(fits);
  return some.length === 0 ? any : fc.oneof(any, fc.constantFrom(...some));
}

function numberOf({ minimum, maximum, exclusiveMinimum }: Schema): fc.Arbitrary<number> {
  const min = minimum ?? exclusiveMinimum ?? -1_000;
  return fc.double({ min, max: maximum ?? 1_000_000, minExcluded: minimum === undefined, noNaN: true });
}

function listOf({ items, minItems = 0, maxItems = 50 }: Schema, ground: Ground, name: string) {
  const one = arbitraryOf(items, ground, name.replace(/s$/, ''));
  return fc.array(one, { minLength: minItems, maxLength: Math.min(maxItems, minItems + FEW) });
}

function objectOf(
  { properties, required = [], propertyNames, additionalProperties }: Schema,
  ground: Ground,
): fc.Arbitrary<unknown> {
  if (properties === undefined && additionalProperties !== undefined) {
    const names = arbitraryOf(propertyNames ?? { type: 'string' }, ground).map(String);
    return fc.dictionary(names, arbitraryOf(additionalProperties, ground), { maxKeys: FEW });
  }
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => [name, arbitraryOf(field, ground, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: [...required] });
}

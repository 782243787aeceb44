import { type Html, html } from './html';
import type { Json, JsonObject } from './json-schema';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** A schema as a reader of TypeScript would write it; what has a name is a link to it. */
export function shapeOf(schema: Json | undefined, indent = ''): Html {
  if (!isObject(schema)) return html`anything`;
  const { $ref, type } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.replace(/^.*\//, '');
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const options = [...itemsOf(schema.anyOf), ...itemsOf(schema.oneOf)];
  if (options.length > 0) return joined(options.map((option) => shapeOf(option, indent)));
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined)
    return joined(itemsOf(schema.enum).map((value) => html`${JSON.stringify(value)}`));
  if (Array.isArray(type)) return joined(type.map((one) => shapeOf({ ...schema, type: one }, indent)));
  if (type === 'array')
    return html`list of ${shapeOf(schema.items, indent)}${limits(schema, 'minItems', 'maxItems')}`;
  if (type === 'object') return fieldsOf(schema, indent);
  if (type === 'integer' || type === 'number')
    return html`${type === 'integer' ? 'whole number' : 'number'}${limits(schema, 'minimum', 'maximum')}`;
  if (type === 'string') return textOf(schema);
  return html`${typeof type === 'string' ? type : 'anything'}`;
}

function textOf(schema: JsonObject): Html {
  const { format, pattern } = schema;
  const kind = format === 'date-time' ? 'time' : format === 'uri' ? 'address' : 'text';
  return html`${kind}${limits(schema, 'minLength', 'maxLength')}${typeof pattern === 'string' ? ` like ${pattern}` : ''}`;
}

function limits(schema: JsonObject, least: string, most: string): string {
  const [from, to] = [schema[least], schema[most]];
  if (from === undefined && to === undefined) return '';
  return ` (${from ?? ''}…${to ?? ''})`;
}

function fieldsOf(schema: JsonObject, indent: string): Html {
  const deeper = `${indent}  `;
  const required = new Set(itemsOf(schema.required));
  const fields = Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, field]) => {
    const told = isObject(field) && typeof field.description === 'string' ? `  — ${field.description}` : '';
    const usual = isObject(field) && field.default !== undefined ? ` = ${JSON.stringify(field.default)}` : '';
    return html`${deeper}${name}${required.has(name) ? '' : '?'}: ${shapeOf(field, deeper)}${usual}${told}\n`;
  });
  const { additionalProperties } = schema;
  if (isObject(additionalProperties))
    fields.push(html`${deeper}[name]: ${shapeOf(additionalProperties, deeper)}\n`);
  return fields.length === 0 ? html`{}` : html`{\n${fields}${indent}}`;
}

function joined(options: readonly Html[]): Html {
  return html`${options.map((option, index) => (index === 0 ? option : html` | ${option}`))}`;
}

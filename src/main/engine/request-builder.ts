import type { JsonTemplate, RequestTemplate } from '../../shared/connector/definition';
import { fillTemplate } from '../../shared/connector/template';
import { AppError } from '../../shared/errors/app-error';
import type { Origins } from './origins';
import { type Filled, withBodyValue } from './slots';

export type Values = Readonly<Record<string, string>>;

export interface BuiltRequest {
  readonly method: RequestTemplate['method'];
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

/** A call with every placeholder and slot filled; what signs it is added later. `given` is a body made elsewhere. */
export function buildRequest(
  template: RequestTemplate,
  origins: Origins,
  values: Values,
  filled: readonly Filled[],
  commonHeaders: Readonly<Record<string, string>>,
  given?: unknown,
): BuiltRequest {
  const base = origins.base[template.origin];
  if (base === undefined) throw new Error(`no origin "${template.origin}"`);
  const url = new URL(base + fillTemplate(template.path, values, encodeSegment));
  for (const [name, value] of Object.entries(template.query ?? {})) {
    url.searchParams.set(name, fillTemplate(value, values));
  }
  let body: unknown = given;
  if (body === undefined && template.body !== undefined) body = fillBody(template.body, values);
  for (const { slot, value } of filled) {
    if ('body' in slot) {
      body = withBodyValue(body, slot.body, value);
      continue;
    }
    url.searchParams.set(slot.query, String(value));
    if (slot.also !== undefined) url.searchParams.set(slot.also, String(value));
  }
  const headers: Record<string, string> = { accept: 'application/json' };
  for (const [name, value] of Object.entries({ ...commonHeaders, ...template.headers })) {
    headers[name.toLowerCase()] = headerValue(name, fillTemplate(value, values));
  }
  if (body !== undefined) headers['content-type'] ??= 'application/json';
  return {
    method: template.method,
    url,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  };
}

export function fillBody(template: JsonTemplate, values: Values): unknown {
  if (typeof template === 'string') return fillTemplate(template, values);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((entry: JsonTemplate) => fillBody(entry, values));
  return Object.fromEntries(Object.entries(template).map(([name, entry]) => [name, fillBody(entry, values)]));
}

/** A value is one segment: it can neither add a slash nor climb out with dots. */
function encodeSegment(value: string): string {
  const encoded = encodeURIComponent(value);
  if (value === '' || value === '.' || value === '..')
    throw new AppError('input.invalid', { facts: { field: 'path' } });
  return encoded;
}

/** Header values may not hold line breaks or other control characters. */
export function headerValue(name: string, value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be found
  if (/[\u0000-\u001f\u007f]/.test(value)) throw new AppError('input.invalid', { facts: { field: name } });
  return value;
}

import { z } from 'zod';
import { optionValueSchema } from '../../shared/domain/product';
import { wireErrorSchema } from '../../shared/errors/app-error';

const texts = z.record(z.string(), z.string());
const plainObject = z.record(z.string(), z.unknown());

export const readTexts = (json: string) => texts.parse(JSON.parse(json));
export const readObject = (json: string) => plainObject.parse(JSON.parse(json));
export const readTextList = (json: string) => z.array(z.string()).parse(JSON.parse(json));
export const readOptions = (json: string) => z.array(optionValueSchema).parse(JSON.parse(json));
export const readWireError = (json: string | null) =>
  json === null ? null : wireErrorSchema.parse(JSON.parse(json));

/** JSON with the keys of plain objects in order, so that equal values give equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

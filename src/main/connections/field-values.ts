import type { ConnectorDefinition, Field } from '../../shared/connector/definition';
import { AppError } from '../../shared/errors/app-error';

/** What a person typed, sorted into what may be stored plainly and what belongs in the vault. */
export interface FieldValues {
  readonly plain: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
}

interface Known {
  /** Values kept from before; an empty text for a secret means "keep it". */
  readonly plain?: Readonly<Record<string, string>>;
  readonly secretNames?: readonly string[];
}

/**
 * Checks typed values against the connector's field list: unknown names, missing ones and wrong patterns are refused with the
 * field's name; blanks and line breaks from pasting are removed. Secret values never appear in the error.
 */
export function readFieldValues(
  definition: Pick<ConnectorDefinition, 'fields' | 'hooks'>,
  typed: Readonly<Record<string, string>>,
  known: Known = {},
): FieldValues {
  const names = new Set(definition.fields.map((field) => field.name));
  for (const name of Object.keys(typed)) {
    if (!names.has(name)) throw new AppError('input.unknownField', { facts: { field: name } });
  }
  const plain: Record<string, string> = {};
  const secret: Record<string, string> = {};
  for (const field of definition.fields) {
    const value = tidy(definition, field, typed[field.name]);
    if (field.secret) {
      if (value !== '') secret[field.name] = checked(field, value);
      else if (!field.optional && !known.secretNames?.includes(field.name)) missing(field);
    } else {
      const kept = typed[field.name] === undefined ? (known.plain?.[field.name] ?? '') : value;
      if (kept !== '') plain[field.name] = checked(field, kept);
      else if (!field.optional && field.fallback === undefined) missing(field);
    }
  }
  return { plain, secret };
}

function tidy(
  definition: Pick<ConnectorDefinition, 'hooks'>,
  field: Field,
  value: string | undefined,
): string {
  const bare = (value ?? '').replace(/[\r\n\t\u200B\uFEFF]/g, '').trim();
  return bare === '' ? '' : (definition.hooks?.tidyField?.(field.name, bare) ?? bare);
}

function checked(field: Field, value: string): string {
  if (field.choices && !field.choices.some((choice) => choice.value === value)) wrongPattern(field);
  if (field.pattern !== undefined && !new RegExp(`^(?:${field.pattern})$`, 'u').test(value))
    wrongPattern(field);
  return value;
}

function missing(field: Field): never {
  throw new AppError('input.fieldMissing', { facts: { field: field.name } });
}

function wrongPattern(field: Field): never {
  throw new AppError('input.fieldPattern', { facts: { field: field.name, example: field.example ?? null } });
}

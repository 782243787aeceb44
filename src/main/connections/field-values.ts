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
 * field's name; blanks and line breaks from pasting are removed. Secret values never appear in the error. With an address on
 * another host the saved secrets count no more and have to be typed again.
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
  const savedSecrets = leadsElsewhere(definition, typed, known.plain ?? {}) ? [] : known.secretNames;
  const plain: Record<string, string> = {};
  const secret: Record<string, string> = {};
  for (const field of definition.fields) {
    const value = tidy(definition, field, typed[field.name]);
    if (field.secret) {
      if (value !== '') secret[field.name] = checked(field, value);
      else if (!field.optional && !savedSecrets?.includes(field.name)) missing(field);
    } else {
      const kept = typed[field.name] === undefined ? (known.plain?.[field.name] ?? '') : value;
      if (kept !== '') plain[field.name] = checked(field, kept);
      else if (!field.optional && field.fallback === undefined) missing(field);
    }
  }
  return { plain, secret };
}

/**
 * True when a typed address is on another origin than the saved one. Keys must not follow there by themselves: whoever may
 * change the address would have them sent to a server of theirs.
 */
export function leadsElsewhere(
  definition: Pick<ConnectorDefinition, 'fields' | 'hooks'>,
  typed: Readonly<Record<string, string>>,
  saved: Readonly<Record<string, string>>,
): boolean {
  return definition.fields.some((field) => {
    const before = saved[field.name];
    if (field.kind !== 'address' || typed[field.name] === undefined || before === undefined) return false;
    return originOf(tidy(definition, field, typed[field.name])) !== originOf(before);
  });
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address;
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

import type { Field } from '../../../shared/connector/definition';
import { foldName } from '../../../shared/text/same-name';

export type FieldValues = Readonly<Record<string, string>>;
export type FieldFault = 'missing' | 'pattern';

/**
 * What a person typed, made what the field asks for where that is plain to see: a pasted page address becomes the host, an
 * address without https:// gets it. Unchanged when nothing of that fits; main tidies by the connector's own rules once more.
 */
export function tidyValue(field: Field, typed: string): string {
  const value = typed.trim();
  if (value === '' || field.secret || field.pattern === undefined || matches(field.pattern, value))
    return value;
  return candidates(value).find((candidate) => matches(field.pattern ?? '', candidate)) ?? value;
}

function candidates(value: string): string[] {
  const bare = value.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const host = bare.replace(/[/?#].*$/, '').toLowerCase();
  return [value.toLowerCase(), host, `https://${bare}`];
}

/** What is wrong with a field's value; undefined when it may be sent. `isSaved` = the vault has one already. */
export function faultOf(field: Field, value: string, isSaved = false): FieldFault | undefined {
  const trimmed = value.trim();
  if (trimmed === '')
    return field.optional || field.fallback !== undefined || isSaved ? undefined : 'missing';
  if (field.pattern !== undefined && !matches(field.pattern, trimmed)) return 'pattern';
  return undefined;
}

/** Faults by field name, in the order of the form. */
export function faultsOf(
  fields: readonly Field[],
  values: FieldValues,
  savedSecrets: readonly string[] = [],
): ReadonlyMap<string, FieldFault> {
  const faults = new Map<string, FieldFault>();
  for (const field of fields) {
    const fault = faultOf(field, values[field.name] ?? '', savedSecrets.includes(field.name));
    if (fault) faults.set(field.name, fault);
  }
  return faults;
}

/** Values that are not empty: what a test or a save is given. */
export function filledValues(values: FieldValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
}

/** The first free name: "Trendyol", "Trendyol 2", … */
export function suggestedName(channel: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => foldName(name)));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? channel : `${channel} ${count}`;
    if (!used.has(foldName(name))) return name;
  }
}

function matches(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(value);
}

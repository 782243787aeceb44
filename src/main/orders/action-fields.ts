import type { OrderAction } from '../../shared/connector/order-change';
import { AppError } from '../../shared/errors/app-error';

/** What was given with a change, trimmed and without what was left empty. Throws input.* with the field's name. */
export function readFields(
  action: Pick<OrderAction, 'fields'>,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const known = action.fields ?? [];
  for (const name of Object.keys(given))
    if (!known.some((field) => field.name === name))
      throw new AppError('input.unknownField', { facts: { field: name } });
  const read: Record<string, string> = {};
  for (const { name, optional, maxLength, pattern, choices, example } of known) {
    const value = (given[name] ?? '').trim();
    if (value === '') {
      if (optional !== true) throw new AppError('input.fieldMissing', { facts: { field: name } });
      continue;
    }
    const fits =
      value.length <= maxLength &&
      (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value)) &&
      (choices === undefined || choices.some((choice) => choice.value === value));
    const right = example ?? choices?.map((choice) => choice.value).join(', ') ?? '';
    if (!fits) throw new AppError('input.fieldPattern', { facts: { field: name, example: right } });
    read[name] = value;
  }
  return read;
}

import type { Field } from '../../../shared/connector/definition';
import type { DescribableError } from '../../../shared/wording/describe-error';
import type { Language } from '../../../shared/wording/language';

/** The error with the field's label where main wrote its name, so that its sentence speaks of what stands on the form. */
export function fieldLabelled(
  error: DescribableError,
  fields: readonly Field[],
  language: Language,
): DescribableError {
  const field = fields.find(({ name }) => name === error.facts.field);
  return {
    code: error.code,
    fault: error.fault,
    facts: field ? { ...error.facts, field: field.label[language] } : error.facts,
  };
}

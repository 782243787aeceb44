import { useCallback } from 'react';
import { type DescribableError, describeError } from '../../shared/wording/describe-error';
import { useLanguage, useLooseText } from './use-text';

/** Error → sentence in the current language. */
export function useErrorText(): (error: DescribableError) => string {
  const t = useLooseText();
  const language = useLanguage();
  return useCallback((error) => describeError(error, t, language), [t, language]);
}

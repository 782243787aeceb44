import { useMemo } from 'react';
import { LOCALE_TAG } from '../../../shared/wording/language';
import { useLanguage } from '../../i18n/use-text';

/** Name of a country or of the European Union in the current language. */
export function useCountryName(): (code: string) => string {
  const language = useLanguage();
  return useMemo(() => {
    const names = new Intl.DisplayNames(LOCALE_TAG[language], { type: 'region' });
    return (code: string) => names.of(code) ?? code;
  }, [language]);
}

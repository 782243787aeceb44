import { useCallback } from 'react';
import type { CatalogueEntry } from '../../../shared/connector/catalogue';
import { useLanguage } from '../../i18n/use-text';

/** Name of an entry on the screens of the current language. */
export function useIntegrationName(): (entry: Pick<CatalogueEntry, 'name' | 'nameEn'>) => string {
  const language = useLanguage();
  return useCallback(({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name), [language]);
}

/** Languages of the window; Turkish is the original. */
export const LANGUAGES = ['tr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The tag handed to Intl and react-aria. */
export const LOCALE_TAG: Readonly<Record<Language, string>> = { tr: 'tr-TR', en: 'en-US' };

export function isLanguage(value: unknown): value is Language {
  return value === 'tr' || value === 'en';
}

/** The language of a first start: English only when the system asks for it before Turkish; Turkish otherwise. */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    if (isLanguage(primary)) return primary;
  }
  return 'tr';
}

import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/wording/language';

const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', {
  eager: true,
  import: 'default',
});

/** Every locale file by language and namespace; adding a file is enough. */
function collectResources(): Record<string, Record<string, Record<string, unknown>>> {
  const resources: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, content] of Object.entries(files)) {
    const match = /\/locales\/([a-z]+)\/([\w-]+)\.json$/.exec(path);
    const [, language, namespace] = match ?? [];
    if (!language || !namespace) continue;
    resources[language] ??= {};
    resources[language][namespace] = content;
  }
  return resources;
}

/** Prepares the texts before the first render; every file is bundled, so nothing is awaited later. */
export function startI18n(language: Language): I18n {
  void i18next.use(initReactI18next).init({
    resources: collectResources() as never,
    lng: language,
    fallbackLng: 'tr',
    supportedLngs: [...LANGUAGES],
    defaultNS: 'common',
    initAsync: false,
    returnNull: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    saveMissing: import.meta.env.DEV,
    missingKeyHandler: (_languages, namespace, key) => console.error(`text missing: ${namespace}:${key}`),
  });
  followLanguage(language);
  i18next.on('languageChanged', (next) => followLanguage(next));
  return i18next;
}

export function changeLanguage(language: Language): Promise<unknown> {
  return i18next.changeLanguage(language);
}

/** Screen readers and hyphenation take the language from here, so it follows at once. */
function followLanguage(language: string): void {
  document.documentElement.lang = language;
}

import { createInstance } from 'i18next';
import enDesktop from '../../renderer/locales/en/desktop.json';
import enErrors from '../../renderer/locales/en/errors.json';
import trDesktop from '../../renderer/locales/tr/desktop.json';
import trErrors from '../../renderer/locales/tr/errors.json';
import { type DescribableError, describeError } from '../../shared/wording/describe-error';
import type { Language } from '../../shared/wording/language';

export type TextValues = Readonly<Record<string, string | number>>;

/** The window's own sentences for what the desktop shows outside it: tray, menu, notifications. */
export interface Wording {
  readonly language: Language;
  /** Text of a key of desktop.json; `count` picks the plural form. */
  text(key: string, values?: TextValues): string;
  /** The sentence of an error. */
  error(error: DescribableError): string;
}

const texts = createInstance();
void texts.init({
  resources: {
    tr: { desktop: trDesktop, errors: trErrors },
    en: { desktop: enDesktop, errors: enErrors },
  },
  lng: 'tr',
  fallbackLng: 'tr',
  ns: ['desktop', 'errors'],
  defaultNS: 'desktop',
  initAsync: false,
  // Menus and notifications are plain text.
  interpolation: { escapeValue: false },
});

export function createWording(language: Language): Wording {
  const translate = texts.getFixedT(language);
  const loose = (key: string, options?: Readonly<Record<string, unknown>>) =>
    String(translate(key, { ...options }));
  return {
    language,
    text: (key, values) => loose(key, { ...values, ns: 'desktop' }),
    error: (error) => describeError(error, loose, language),
  };
}

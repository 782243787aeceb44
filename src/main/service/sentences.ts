import { createInstance } from 'i18next';
import enErrors from '../../renderer/locales/en/errors.json';
import enExport from '../../renderer/locales/en/export.json';
import enStatus from '../../renderer/locales/en/status.json';
import trErrors from '../../renderer/locales/tr/errors.json';
import trExport from '../../renderer/locales/tr/export.json';
import trStatus from '../../renderer/locales/tr/status.json';
import type { WireError } from '../../shared/errors/app-error';
import { describeError } from '../../shared/wording/describe-error';
import type { Language } from '../../shared/wording/language';

/** The window's own sentences and words, for the API and for files. */
export interface Sentences {
  error(error: WireError, language: Language): string;
  status(key: string, language: Language): string;
  /** Heading of a column, or name of a sheet. */
  heading(key: string, language: Language): string;
}

export function createSentences(): Sentences {
  const texts = createInstance();
  void texts.init({
    resources: {
      tr: { errors: trErrors, export: trExport, status: trStatus },
      en: { errors: enErrors, export: enExport, status: enStatus },
    },
    lng: 'tr',
    ns: ['errors', 'export', 'status'],
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const look = (language: Language) => {
    const translate = texts.getFixedT(language);
    return (key: string, options?: Readonly<Record<string, unknown>>): string =>
      String(translate(key, { ...options }));
  };
  return {
    error: (error, language) => describeError(error, look(language), language),
    status: (key, language) => look(language)(key, { ns: 'status' }),
    heading: (key, language) => look(language)(key, { ns: 'export' }),
  };
}

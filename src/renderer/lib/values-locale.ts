import type texts from '../locales/tr/values.json';

declare module '../i18n/resources' {
  interface Resources {
    values: typeof texts;
  }
}

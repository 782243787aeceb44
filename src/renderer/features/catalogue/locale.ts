import type texts from '../../locales/tr/catalogue.json';

declare module '../../i18n/resources' {
  interface Resources {
    catalogue: typeof texts;
  }
}

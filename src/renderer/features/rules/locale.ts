import type texts from '../../locales/tr/rules.json';

declare module '../../i18n/resources' {
  interface Resources {
    rules: typeof texts;
  }
}

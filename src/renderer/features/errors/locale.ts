import type texts from '../../locales/tr/problems.json';

declare module '../../i18n/resources' {
  interface Resources {
    problems: typeof texts;
  }
}

import type texts from '../../locales/tr/runs.json';

declare module '../../i18n/resources' {
  interface Resources {
    runs: typeof texts;
  }
}

import type firstRun from '../../locales/tr/firstRun.json';

declare module '../../i18n/resources' {
  interface Resources {
    firstRun: typeof firstRun;
  }
}

import type overview from '../../locales/tr/overview.json';

declare module '../../i18n/resources' {
  interface Resources {
    overview: typeof overview;
  }
}

import type about from '../../locales/tr/about.json';

declare module '../../i18n/resources' {
  interface Resources {
    about: typeof about;
  }
}

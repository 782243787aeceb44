import type texts from '../../locales/tr/connect.json';

declare module '../../i18n/resources' {
  interface Resources {
    connect: typeof texts;
  }
}

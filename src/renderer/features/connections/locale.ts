import type texts from '../../locales/tr/connections.json';

declare module '../../i18n/resources' {
  interface Resources {
    connections: typeof texts;
  }
}

import type settings from '../../locales/tr/settings.json';

declare module '../../i18n/resources' {
  interface Resources {
    settings: typeof settings;
  }
}

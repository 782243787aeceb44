import type texts from '../../locales/tr/webhooks.json';

declare module '../../i18n/resources' {
  interface Resources {
    webhooks: typeof texts;
  }
}

import type orders from '../../locales/tr/orders.json';

declare module '../../i18n/resources' {
  interface Resources {
    orders: typeof orders;
  }
}

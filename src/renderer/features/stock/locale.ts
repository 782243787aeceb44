import type stock from '../../locales/tr/stock.json';

declare module '../../i18n/resources' {
  interface Resources {
    stock: typeof stock;
  }
}

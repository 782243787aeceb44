import type products from '../../locales/tr/products.json';

declare module '../../i18n/resources' {
  interface Resources {
    products: typeof products;
  }
}

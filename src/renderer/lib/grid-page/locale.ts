import type gridPage from '../../locales/tr/gridPage.json';

declare module '../../i18n/resources' {
  interface Resources {
    gridPage: typeof gridPage;
  }
}

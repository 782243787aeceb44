import type imports from '../../locales/tr/imports.json';

declare module '../../i18n/resources' {
  interface Resources {
    imports: typeof imports;
  }
}

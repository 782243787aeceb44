import type matching from '../../locales/tr/matching.json';

declare module '../../i18n/resources' {
  interface Resources {
    matching: typeof matching;
  }
}

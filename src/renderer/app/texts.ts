import type shell from '../locales/tr/shell.json';
import type start from '../locales/tr/start.json';

declare module '../i18n/resources' {
  interface Resources {
    shell: typeof shell;
    start: typeof start;
  }
}

import type { Language } from '../../shared/wording/language';

/** A text of the command line in both languages, so that neither can be forgotten. */
export type Bilingual = Readonly<Record<Language, string>>;

/** `{name}` is replaced by what is given for it. */
export function filled(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const fact = facts[name];
    return fact === undefined ? whole : String(fact);
  });
}

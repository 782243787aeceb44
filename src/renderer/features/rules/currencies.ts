import { type Language, LOCALE_TAG } from '../../../shared/wording/language';
import type { Option } from '../../ui';

const USUAL = ['TRY', 'EUR', 'USD', 'GBP'];

/** Every currency by name, those a Turkish merchant uses first. */
export function currencyOptions(language: Language): readonly Option<string>[] {
  const names = new Intl.DisplayNames([LOCALE_TAG[language]], { type: 'currency' });
  const option = (code: string) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` });
  const others = Intl.supportedValuesOf('currency').filter((code) => !USUAL.includes(code));
  return [...USUAL, ...others].map(option);
}

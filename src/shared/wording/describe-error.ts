import type { WireError } from '../errors/app-error';
import { formatBytes, formatClock, formatDate, formatDuration, formatMoney, formatNumber } from './format';
import type { Language } from './language';

/** What a sentence needs of an error; a code this version does not know is allowed. */
export type DescribableError = Pick<WireError, 'fault' | 'facts'> & { readonly code: string };

/** i18next's `t`, or anything that answers like it. */
export type Translate = (key: string, options?: Readonly<Record<string, unknown>>) => string;

type FactKind = 'clock' | 'date' | 'duration' | 'bytes' | 'money';

/**
 * How a numeric fact is written. Times are epoch ms, spans ms, sizes bytes, amounts minor units beside a `currency` fact.
 * Any other number is written with grouping; a text is taken as it is.
 */
const FACT_KINDS: Readonly<Record<string, FactKind>> = {
  time: 'clock',
  date: 'date',
  duration: 'duration',
  period: 'duration',
  difference: 'duration',
  free: 'bytes',
  needed: 'bytes',
  old: 'money',
  new: 'money',
  floor: 'money',
  ceiling: 'money',
  lowest: 'money',
  highest: 'money',
  list: 'money',
  sale: 'money',
};

/** Facts that are words of Kervan's own; errors.json has them in each language. */
const WORD_FACTS = new Set(['stream', 'direction', 'role']);

/** Facts that are codes or ids: never grouped ("500", "123456"). */
const PLAIN_FACTS = new Set([
  'code',
  'number',
  'page',
  'sku',
  'barcode',
  'found',
  'supported',
  'step',
  'id',
  'row',
]);

/** The sentence of an error in the language of `t`; an unknown code gets its fault's general sentence with the code. */
export function describeError(error: DescribableError, t: Translate, language: Language): string {
  const missing = t('missing', { ns: 'errors' });
  const values = writeFacts(error, language, missing, t);
  const key = `sentence.${error.code}`;
  // The counted form is picked here because facts arrive already written ("48.210"), which i18next cannot count.
  const candidates = error.facts.count === 1 ? [`${key}_one`, key] : [key];
  for (const candidate of candidates) {
    const sentence = t(candidate, { ...values, ns: 'errors', defaultValue: '' });
    if (sentence !== '' && sentence !== candidate) return sentence.replace(/\{\{\s*\w+\s*\}\}/g, missing);
  }
  return t(`unknown.${error.fault}`, { ...values, code: error.code, ns: 'errors' });
}

function writeFacts(
  error: DescribableError,
  language: Language,
  missing: string,
  t: Translate,
): Record<string, string> {
  const values: Record<string, string> = { channel: t('theChannel', { ns: 'errors' }) };
  const currency = typeof error.facts.currency === 'string' ? error.facts.currency : 'TRY';
  for (const [name, fact] of Object.entries(error.facts)) {
    if (fact === null || fact === '')
      values[name] = name === 'channel' ? t('theChannel', { ns: 'errors' }) : missing;
    else if (typeof fact === 'number') values[name] = writeNumberFact(name, fact, currency, language);
    else if (WORD_FACTS.has(name))
      values[name] = t(`${name}.${String(fact)}`, { ns: 'errors', defaultValue: String(fact) });
    else values[name] = String(fact);
  }
  return values;
}

function writeNumberFact(name: string, fact: number, currency: string, language: Language): string {
  if (PLAIN_FACTS.has(name)) return String(fact);
  const kind = FACT_KINDS[name];
  switch (kind) {
    case 'clock':
      return formatClock(fact, language);
    case 'date':
      return formatDate(fact, language);
    case 'duration':
      return formatDuration(fact, language);
    case 'bytes':
      return formatBytes(fact, language);
    case 'money':
      return formatMoney({ minor: Math.round(fact), currency }, language);
    default:
      return formatNumber(fact, language, Number.isInteger(fact) ? 0 : 2);
  }
}

import { type Rounding, roundingSchema } from '../../../shared/domain/channel-rules';
import type { ValueStep } from '../../../shared/domain/listing-value';
import type { DescribableError } from '../../../shared/wording/describe-error';
import { formatMoney, formatNumber } from '../../../shared/wording/format';
import type { Language } from '../../../shared/wording/language';
import { writeNumber } from '../../i18n/number-input';
import type { LooseText, Text } from '../../i18n/use-text';
import { stepWord } from '../../lib/step-words';

/** Facts of a guard that are amounts. */
const AMOUNTS = new Set(['list', 'sale', 'floor', 'ceiling', 'old', 'new']);

/** Why a guard holds a price, short enough for a cell; a guard this version has no words for says its whole sentence. */
export function reasonOf(
  error: DescribableError,
  t: LooseText,
  language: Language,
  sentence: (error: DescribableError) => string,
): string {
  const key = `guard.${error.code.replace(/^price\./, '')}`;
  const currency = typeof error.facts.currency === 'string' ? error.facts.currency : 'TRY';
  const facts = Object.entries(error.facts).map(([name, fact]) => {
    if (typeof fact !== 'number') return [name, fact] as const;
    if (AMOUNTS.has(name)) return [name, formatMoney({ minor: fact, currency }, language)] as const;
    return [name, formatNumber(fact, language, Math.abs(fact) >= 100 ? 0 : undefined)] as const;
  });
  const short = t(key, { ...Object.fromEntries(facts), ns: 'rules', defaultValue: '' });
  return short === '' || short === key ? sentence(error) : short;
}

/** "× 1,18 + 12,00 ₺ → ,90" or "emniyet 2 · %50": what a rule did, without the value it began from. */
export function stepsInShort(
  steps: readonly ValueStep[],
  values: Text<'values'>,
  text: Text<'rules'>,
  language: Language,
): string {
  const isPrice = steps.some(({ step }) => step === 'base');
  const parts = steps.flatMap((step) => shortStep(step, values, text, language) ?? []);
  if (parts.length > 0) return parts.join(isPrice ? ' ' : ' · ');
  const [first] = steps;
  return first ? stepWord(first, values, language) : '';
}

function shortStep(
  step: ValueStep,
  values: Text<'values'>,
  text: Text<'rules'>,
  language: Language,
): string | undefined {
  const { by } = step;
  switch (step.step) {
    case 'rate':
    case 'factor':
      return by === null ? undefined : `× ${writeNumber(by, language)}`;
    case 'amount':
      return stepWord(step, values, language).replace(/^[^+\u2212]*/, '');
    case 'rounding': {
      const rounding: Rounding | undefined = roundingSchema.safeParse(by).data;
      return rounding === undefined || rounding === 'none' ? undefined : `→ ${text(`ending.${rounding}`)}`;
    }
    case 'safety':
    case 'share':
    case 'maximum':
    case 'stopped':
    case 'oversold':
      return stepWord(step, values, language);
    case 'available':
    case 'base':
    case 'floor':
    case 'ceiling':
    case 'list':
      return undefined;
  }
}

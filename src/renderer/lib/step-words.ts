import { type Rounding, roundingSchema } from '../../shared/domain/channel-rules';
import type { ValueStep } from '../../shared/domain/listing-value';
import { parseMoney } from '../../shared/domain/money';
import { formatMoney, formatNumber, formatPercent } from '../../shared/wording/format';
import type { Language } from '../../shared/wording/language';
import { writeNumber } from '../i18n/number-input';
import type { Text } from '../i18n/use-text';
import type {} from './values-locale';

/** What a step did, in words: "Çarpan: × 1,18". */
export function stepWord(step: ValueStep, text: Text<'values'>, language: Language): string {
  return text(`steps.${step.step}`, { by: stepNumber(step, text, language) });
}

/** What came out of a step: pieces or an amount. */
export function stepResult({ result, currency }: ValueStep, language: Language): string {
  return currency === null
    ? formatNumber(result, language)
    : formatMoney({ minor: result, currency }, language);
}

/** A limit is looked at and changes nothing. */
export function isLimitStep({ step }: ValueStep): boolean {
  return step === 'floor' || step === 'ceiling';
}

/** The rule's number as the language writes it. */
function stepNumber({ step, by, currency }: ValueStep, text: Text<'values'>, language: Language): string {
  if (by === null) return '';
  switch (step) {
    case 'rounding': {
      const rounding = roundingSchema.safeParse(by);
      return rounding.success ? roundingWord(rounding.data, text) : by;
    }
    case 'amount':
      return signedAmount(by, currency, language);
    case 'share':
      return formatPercent(Number(by) / 100, language, decimalsOf(by));
    case 'safety':
    case 'maximum':
      return formatNumber(Number(by), language);
    case 'available':
    case 'stopped':
    case 'oversold':
    case 'base':
    case 'rate':
    case 'factor':
    case 'floor':
    case 'ceiling':
    case 'list':
      return writeNumber(by, language);
  }
}

export function roundingWord(rounding: Rounding, text: Text<'values'>): string {
  return text(`rounding.${rounding}`);
}

/** "+ 12,00 ₺" or "− 5,00 ₺". */
function signedAmount(by: string, currency: string | null, language: Language): string {
  const money = currency === null ? undefined : parseMoney(by, currency);
  if (money === undefined) return writeNumber(by, language);
  const amount = formatMoney({ ...money, minor: Math.abs(money.minor) }, language);
  return `${money.minor < 0 ? '\u2212' : '+'} ${amount}`;
}

function decimalsOf(plainDecimal: string): number {
  return plainDecimal.split('.')[1]?.length ?? 0;
}

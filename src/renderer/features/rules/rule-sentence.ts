import type { PriceRule, StockRule } from '../../../shared/domain/channel-rules';
import { formatMoney, formatNumber, formatPercent } from '../../../shared/wording/format';
import type { Language } from '../../../shared/wording/language';
import type { Text } from '../../i18n/use-text';

/** "Ana fiyat × 1,18 + 12,00 ₺ → ,90" */
export function priceSentence(
  rule: PriceRule,
  amounts: string,
  text: Text<'rules'>,
  language: Language,
): string {
  const parts = [text('sentence.base')];
  if (rule.factor !== 1) parts.push(`× ${formatDecimal(rule.factor, language)}`);
  if (rule.addMinor !== 0) {
    const amount = formatMoney({ minor: Math.abs(rule.addMinor), currency: amounts }, language);
    parts.push(`${rule.addMinor < 0 ? '\u2212' : '+'} ${amount}`);
  }
  if (rule.rounding !== 'none') parts.push(`→ ${text(`ending.${rule.rounding}`)}`);
  return parts.join(' ');
}

/** "emniyet 2 · %100 · en çok 50" */
export function stockSentence(rule: StockRule, text: Text<'rules'>, language: Language): string {
  const parts: string[] = [];
  const count = (pieces: number) => formatNumber(pieces, language);
  if (rule.safety > 0) parts.push(text('sentence.safety', { count: count(rule.safety) }));
  parts.push(percentText(rule.sharePercent, language));
  if (rule.maximumShown !== null) parts.push(text('sentence.maximum', { count: count(rule.maximumShown) }));
  return parts.join(' · ');
}

/** As many decimals as there are, at most four. */
export function formatDecimal(value: number, language: Language): string {
  return formatNumber(value, language, decimalsOf(value));
}

export function percentText(percent: number, language: Language): string {
  return formatPercent(percent / 100, language, decimalsOf(percent));
}

function decimalsOf(value: number): number {
  const text = String(Math.round(value * 10_000) / 10_000);
  return text.split('.')[1]?.length ?? 0;
}

import type { ValueRow, ValueTruth } from '../../../shared/contract/values';
import type { PriceValue, StockValue } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import '../../lib/values-locale';
import { useMemo } from 'react';
import { variantName } from '../../lib/variant-name';
import type { StatusKey } from '../../ui';

type AnyValue = StockValue | PriceValue;
type AnyTruth = Pick<ValueTruth<AnyValue>, 'state' | 'difference' | 'wanted'>;

const NONE = '–';

/** How the state of a value is drawn everywhere. */
export function valueStatus({ state, difference, wanted }: AnyTruth): StatusKey {
  switch (state) {
    case 'off':
      return 'conn.readOnly';
    case 'queued':
      return difference === 'panel' ? 'value.differs' : 'value.wanted';
    case 'sending':
    case 'sent':
      return 'value.sent';
    case 'refused':
      return 'value.refused';
    case 'unknown':
      return 'value.unknown';
    case 'held':
      return difference === 'panel' ? 'value.differs' : 'value.held';
    case 'idle':
    case 'confirmed':
      if (difference !== null) return 'value.differs';
      return wanted === null ? 'value.none' : 'value.confirmed';
  }
}

/** What is wrong first: the worst of several states is the one that is shown. */
const BY_SEVERITY: readonly StatusKey[] = [
  'value.refused',
  'value.held',
  'value.differs',
  'value.unknown',
  'value.sent',
  'value.wanted',
  'value.confirmed',
  'value.none',
  'conn.readOnly',
];

export function worstStatus(states: readonly StatusKey[]): StatusKey {
  return BY_SEVERITY.find((state) => states.includes(state)) ?? 'value.none';
}

/** Why a value stands in the list of differences. */
export function causeOf({ state, difference }: Pick<ValueRow, 'state' | 'difference'>) {
  if (state === 'unknown') return 'unknown';
  if (difference !== null) return difference;
  return state === 'refused' ? 'refused' : null;
}

/** Values in words of the current language. */
export function useValueWords() {
  const text = useText('values');
  const format = useFormat();
  return useMemo(() => {
    const price = (value: PriceValue) => format.money({ minor: value.minor, currency: value.currency });
    const value = (one: AnyValue | null): string => {
      if (one === null) return NONE;
      return 'quantity' in one ? format.number(one.quantity) : price(one);
    };
    return {
      value,
      /** With its unit, for a sentence. */
      inSentence: (one: AnyValue | null): string =>
        one !== null && 'quantity' in one
          ? text('pieces', { count: one.quantity, formatted: format.number(one.quantity) })
          : value(one),
      /** The list price where it says something of its own. */
      list: (one: AnyValue | null): string | null => {
        if (one === null || 'quantity' in one || one.listMinor === null || one.listMinor === one.minor)
          return null;
        return text('listPrice', { money: format.money({ minor: one.listMinor, currency: one.currency }) });
      },
      /** "+%19"; null where there is nothing to compare. */
      change: (before: AnyValue | null, after: AnyValue | null): string | null => {
        if (before === null || after === null || 'quantity' in before || 'quantity' in after) return null;
        if (before.minor <= 0 || before.currency !== after.currency) return null;
        const rate = (after.minor - before.minor) / before.minor;
        return `${rate > 0 ? '+' : '−'}${format.percent(Math.abs(rate), Math.abs(rate) < 0.1 ? 1 : 0)}`;
      },
    };
  }, [text, format]);
}

export function productName(row: Pick<ValueRow, 'title' | 'variantTitle' | 'sku' | 'key'>): string {
  return variantName(row.title ?? row.sku ?? row.key, row.variantTitle);
}

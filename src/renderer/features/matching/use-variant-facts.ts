import { useCallback } from 'react';
import type { MatchVariant } from '../../../shared/contract/matching';
import { moneySchema } from '../../../shared/domain/money';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';

/** Codes, price and stock of a product as one quiet line. */
export function useVariantFacts(): (variant: MatchVariant) => string {
  const text = useText('matching');
  const format = useFormat();
  return useCallback(
    ({ sku, barcode, priceMinor, currency, available }) => {
      const money = moneySchema.safeParse({ minor: priceMinor, currency });
      return [
        sku,
        barcode,
        ...(money.success ? [format.money(money.data)] : []),
        available === null
          ? text('uncounted')
          : text('available', { count: available, formatted: format.number(available) }),
      ]
        .filter(Boolean)
        .join(' · ');
    },
    [text, format],
  );
}

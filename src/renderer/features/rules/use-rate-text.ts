import { useCallback } from 'react';
import type { Rate } from '../../../shared/contract/rules';
import { currencySymbol } from '../../../shared/wording/format';
import { useLanguage, useText } from '../../i18n/use-text';
import { rateNumber } from './rates';

/** "1 € = 49,1200 ₺" */
export function useRateText(): (rate: Pick<Rate, 'currency' | 'base' | 'rateE4'>) => string {
  const text = useText('rules');
  const language = useLanguage();
  return useCallback(
    ({ currency, base, rateE4 }) =>
      text('rates.equation', {
        from: currencySymbol(currency, language),
        rate: rateNumber(rateE4, language),
        to: currencySymbol(base, language),
      }),
    [text, language],
  );
}

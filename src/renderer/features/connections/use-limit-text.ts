import { useCallback } from 'react';
import type { Budget } from '../../../shared/connector/definition';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import './locale';

/** A limit in words: "30 istek / 1 dk · iki istek arası 5 sn". */
export function useLimitText(): (limit: Budget) => string {
  const text = useText('connections');
  const format = useFormat();
  return useCallback(
    ({ calls, perSeconds, spacingSeconds }) => {
      const period = format.duration(perSeconds * 1000);
      const rate = text('limits.rate', { count: calls, calls: format.number(calls), period });
      if (spacingSeconds === undefined) return rate;
      return `${rate} · ${text('limits.spacing', { spacing: format.duration(spacingSeconds * 1000) })}`;
    },
    [text, format],
  );
}

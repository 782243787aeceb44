import { useMemo } from 'react';
import type { Money } from '../../shared/domain/money';
import * as format from '../../shared/wording/format';
import { useLanguage } from './use-text';

/** The formatters bound to the current language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      number: (value: number, decimals?: number) => format.formatNumber(value, language, decimals),
      money: (money: Money) => format.formatMoney(money, language),
      percent: (fraction: number, decimals?: number) => format.formatPercent(fraction, language, decimals),
      date: (epochMs: number) => format.formatDate(epochMs, language),
      dateTime: (epochMs: number) => format.formatDateTime(epochMs, language),
      time: (epochMs: number, withSeconds?: boolean) => format.formatTime(epochMs, withSeconds),
      clock: (epochMs: number) => format.formatClock(epochMs, language),
      duration: (milliseconds: number) => format.formatDuration(milliseconds, language),
      age: (milliseconds: number) => format.formatAge(milliseconds, language),
      relative: (epochMs: number, nowMs: number) => format.formatRelative(epochMs, nowMs, language),
      bytes: (bytes: number) => format.formatBytes(bytes, language),
    }),
    [language],
  );
}

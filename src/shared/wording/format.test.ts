import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBadge,
  formatBytes,
  formatClock,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRelative,
  formatTime,
} from './format';

// 2026-11-24 06:41:02 UTC is 09:41:02 in Istanbul.
const MORNING = Date.UTC(2026, 10, 24, 6, 41, 2);
const HOUR = 3_600_000;

describe('formatMoney', () => {
  it.each([
    [123_450, 'TRY', '1.234,50\u00a0₺', '₺1,234.50'],
    [1, 'TRY', '0,01\u00a0₺', '₺0.01'],
    [999_999_999, 'TRY', '9.999.999,99\u00a0₺', '₺9,999,999.99'],
    [-70_215_000, 'TRY', '\u2212702.150,00\u00a0₺', '\u2212₺702,150.00'],
    [0, 'EUR', '0,00\u00a0€', '€0.00'],
    [1500, 'JPY', '1.500\u00a0¥', '¥1,500'],
    [1_234_567, 'KWD', '1.234,567\u00a0KWD', 'KWD\u00a01,234.567'],
  ])('%d %s', (minor, currency, tr, en) => {
    expect(formatMoney({ minor, currency }, 'tr')).toBe(tr);
    expect(formatMoney({ minor, currency }, 'en')).toBe(en);
  });

  it('keeps every kuruş of an amount near the largest safe integer', () => {
    expect(formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'TRY' }, 'tr')).toBe(
      '90.071.992.547.409,91\u00a0₺',
    );
  });
});

describe('numbers', () => {
  it('groups and signs in both languages', () => {
    expect(formatNumber(48_210, 'tr')).toBe('48.210');
    expect(formatNumber(48_210, 'en')).toBe('48,210');
    expect(formatNumber(-1, 'tr')).toBe('\u22121');
    expect(formatNumber(4.1, 'tr', 1)).toBe('4,1');
  });

  it('puts the percent sign where the language wants it', () => {
    expect(formatPercent(0.992, 'tr', 1)).toBe('%99,2');
    expect(formatPercent(0.992, 'en', 1)).toBe('99.2%');
    expect(formatPercent(-0.12, 'tr')).toBe('\u2212%12');
  });

  it('writes sizes and badges', () => {
    expect(formatBytes(4_100_000_000, 'tr')).toBe('4,1\u00a0GB');
    expect(formatBytes(133_000, 'en')).toBe('133\u00a0kB');
    expect(formatBytes(999_999, 'tr')).toBe('1,0\u00a0MB');
    expect(formatBytes(0, 'tr')).toBe('0\u00a0B');
    expect(formatBadge(999)).toBe('999');
    expect(formatBadge(1000)).toBe('999+');
  });
});

describe('times', () => {
  it('are Istanbul times with two-digit days', () => {
    expect(formatDateTime(MORNING, 'tr')).toBe('24.11.2026 09:41');
    expect(formatDateTime(MORNING, 'en')).toBe('24 Nov 2026 09:41');
    expect(formatDate(Date.UTC(2026, 10, 3, 22), 'tr')).toBe('04.11.2026');
    expect(formatTime(MORNING, true)).toBe('09:41:02');
    expect(formatClock(MORNING, 'tr')).toBe('09.41');
    expect(formatClock(MORNING, 'en')).toBe('09:41');
    expect(formatTime(Date.UTC(2026, 10, 24, 21), false)).toBe('00:00');
  });

  it('are relative under 24 hours and absolute beyond', () => {
    expect(formatRelative(MORNING - 180_000, MORNING, 'tr')).toBe('3 dk önce');
    expect(formatRelative(MORNING - 180_000, MORNING, 'en')).toBe('3 min ago');
    expect(formatRelative(MORNING + 14_000, MORNING, 'tr')).toBe('14 sn sonra');
    expect(formatRelative(MORNING + 14_000, MORNING, 'en')).toBe('in 14 s');
    expect(formatRelative(MORNING, MORNING, 'tr')).toBe('az önce');
    expect(formatRelative(MORNING - 24 * HOUR, MORNING, 'tr')).toBe('23.11.2026 09:41');
  });

  it('spans name their two largest units', () => {
    expect(formatDuration(84, 'tr')).toBe('84 ms');
    expect(formatDuration(581_000, 'tr')).toBe('9 dk 41 sn');
    expect(formatDuration(120_000, 'tr')).toBe('2 dk');
    expect(formatDuration(27 * HOUR, 'tr')).toBe('1 gün 3 sa');
    expect(formatDuration(49 * HOUR, 'en')).toBe('2 days 1 h');
    expect(formatAge(42 * 24 * HOUR, 'tr')).toBe('42 gün');
  });
});

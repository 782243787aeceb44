import { describe, expect, it } from 'vitest';
import { money } from './money';
import { id, number, optionalId, text } from './schema';
import { clip, code, joined, keptText, plainText } from './text';
import { epochMs, istanbulTime, utcTime } from './time';

describe('plainText', () => {
  it.each([
    ['Havlu &amp; Bornoz', 'Havlu & Bornoz'],
    ['<b>Pamuklu</b> Nevresim<br>Takımı', 'Pamuklu Nevresim Takımı'],
    ['  Çok   boşluk\n var ', 'Çok boşluk var'],
    ['5 < 10 ve 10 > 5', '5 < 10 ve 10 > 5'],
    ['&#199;anta &#x1F45C; &ouml;rg&uuml;', 'Çanta 👜 örgü'],
    ['&lt;b&gt; yazısı', '<b> yazısı'],
    ['&bilinmeyen; &#0; &#xD800;', '&bilinmeyen; &#0; &#xD800;'],
    ['<script>alert(1)</script>', 'alert(1)'],
    ['&nbsp; <p></p> ', null],
    [null, null],
    [undefined, undefined],
  ])('%s → %s', (value, expected) => {
    expect(plainText(value)).toBe(expected);
  });

  it('cuts very long text without breaking a character', () => {
    expect(plainText('x'.repeat(20_000))).toHaveLength(10_000);
    expect(clip('ab👜', 3)).toBe('ab');
  });
});

describe('codes and kept text', () => {
  it('trims codes and turns blank into none', () => {
    expect([code(' A-1 '), code('  '), code(null), code(undefined)]).toEqual(['A-1', null, null, undefined]);
    expect([
      keptText('<p>a</p>', 99),
      keptText(' ', 9),
      joined([' Ayşe ', null, 'Yılmaz']),
      joined(['']),
    ]).toEqual(['<p>a</p>', null, 'Ayşe Yılmaz', null]);
  });
});

describe('times', () => {
  it.each([
    ['2026-11-24T05:00:00', utcTime, '2026-11-24T05:00:00.000Z'],
    ['2026-11-24T05:00:00.1234567Z', utcTime, '2026-11-24T05:00:00.123Z'],
    ['2026-11-24T08:00:00', istanbulTime, '2026-11-24T05:00:00.000Z'],
    ['2026-11-24 08:00', istanbulTime, '2026-11-24T05:00:00.000Z'],
    ['2026-11-24T05:00:00Z', istanbulTime, '2026-11-24T05:00:00.000Z'],
    ['2026-11-24T08:00:00+03:00', istanbulTime, '2026-11-24T05:00:00.000Z'],
  ])('%s', (written, read, expected) => {
    expect(new Date(read(written) ?? Number.NaN).toISOString()).toBe(expected);
  });

  it('tells none from not understood', () => {
    expect([
      utcTime(''),
      utcTime(null),
      utcTime('dün'),
      utcTime('0001-01-01T00:00:00'),
      epochMs(0),
      epochMs('1700000000000'),
    ]).toEqual([null, null, undefined, null, null, 1_700_000_000_000]);
  });
});

describe('money and ids', () => {
  it('keeps 0, blank and not told apart and refuses what is no amount', () => {
    expect(money(0, 'TRY', 'price')).toEqual({ minor: 0, currency: 'TRY' });
    expect([money('', 'TRY', 'price'), money(undefined, 'TRY', 'price')]).toEqual([null, undefined]);
    expect(() => money('12,50', 'TRY', 'price')).toThrow('price: expected a decimal amount');
  });

  it('levels numbers and text, and demands an id', () => {
    expect([
      id.parse(12),
      id.parse(' a '),
      optionalId.parse(''),
      text.parse(5),
      number.parse('12.5'),
    ]).toEqual(['12', 'a', null, '5', 12.5]);
    for (const bad of ['', null, undefined, {}]) expect(id.safeParse(bad).success).toBe(false);
  });
});

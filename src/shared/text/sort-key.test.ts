import { describe, expect, it } from 'vitest';
import { sortKey } from './sort-key';

const byKey = (a: string, b: string) => (sortKey(a) < sortKey(b) ? -1 : sortKey(a) > sortKey(b) ? 1 : 0);

describe('sortKey', () => {
  it('orders words as a Turkish dictionary does', () => {
    const ordered = [
      'Ada',
      'Cam',
      'Cuma',
      'Çanta',
      'Dağ',
      'Gaz',
      'Ğ',
      'Hal',
      'Isı',
      'Işık',
      'İnci',
      'Jant',
      'Omuz',
      'Ördek',
      'Sal',
      'Şal',
      'Tas',
      'Un',
      'Üzüm',
      'Yol',
      'Zil',
    ];
    expect([...ordered].reverse().sort(byKey)).toEqual(ordered);
  });

  it('agrees with the collator of the platform on single words', () => {
    const words = [
      'kılıç',
      'kiraz',
      'kâğıt',
      'kagir',
      'şeker',
      'seker',
      'sekiz',
      'çay',
      'cay',
      'öz',
      'oz',
      'ütü',
      'utu',
      'ılık',
      'ilik',
      'İlik',
      'zarf',
      'abajur',
    ];
    const collator = new Intl.Collator('tr', { sensitivity: 'base' });
    for (const a of words)
      for (const b of words) {
        const wanted = Math.sign(collator.compare(a, b));
        if (wanted !== 0) expect(`${a} ${b} ${byKey(a, b)}`).toBe(`${a} ${b} ${wanted}`);
      }
  });

  it('orders numbers by value', () => {
    const ordered = ['Havlu 50x90', 'Havlu 50x100', 'Havlu 070x140', 'Havlu 100x150'];
    expect([...ordered].reverse().sort(byKey)).toEqual(ordered);
  });

  it.each([null, undefined, '', '   ', '***'])('puts %j, which has no text, last', (text) => {
    expect(sortKey(text) > sortKey('Zzz')).toBe(true);
    expect(sortKey(text) > sortKey('яблоко')).toBe(true);
  });

  it('stays short however long the text is', () => {
    expect(sortKey('ş'.repeat(10_000)).length).toBeLessThanOrEqual(64);
  });
});

it('reads a Latin text letter by letter as it reads one that no table holds', () => {
  for (let code = 1; code < 0x200; code += 1) {
    const letter = String.fromCharCode(code);
    for (const text of [`A  ${letter}007${letter}-Iş9`, `${letter}${'Ğ 12 '.repeat(12)}${letter}4x`]) {
      const other = sortKey(`${text}漢`);
      expect(other.startsWith(sortKey(text))).toBe(true);
      expect(other.length - sortKey(text).length).toBeLessThanOrEqual(1);
    }
  }
});

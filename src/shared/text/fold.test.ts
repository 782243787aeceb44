import { describe, expect, it } from 'vitest';
import { foldCase, foldCode, foldSearch } from './fold';

describe('foldSearch', () => {
  it.each([
    ['ISPARTA', 'isparta'],
    ['Isparta', 'ısparta'],
    ['İSTANBUL', 'istanbul'],
    ['Şişe', 'sise'],
    ['DAĞ ÇİÇEĞİ', 'dag cicegi'],
    ['Kâğıt', 'kagit'],
    ['I\u0307zmir', 'izmir'],
  ])('finds %s when a person types %s', (stored, typed) => {
    expect(foldSearch(stored)).toBe(foldSearch(typed));
  });

  it('keeps letters that Turkish tells apart from becoming another word', () => {
    expect(foldSearch('kaz')).not.toBe(foldSearch('kız'));
  });
});

it('folds a Latin text letter by letter as it folds one that no table holds', () => {
  for (let code = 1; code < 0x200; code += 1) {
    const text = `Aİ${String.fromCharCode(code)}Iş9`;
    expect(`${foldSearch(text)}漢`).toBe(foldSearch(`${text}漢`));
    expect(`${foldCase(text)}漢`).toBe(foldCase(`${text}漢`));
  }
});

describe('foldCode', () => {
  it('ignores blanks, dashes and case, and never uses Turkish casing', () => {
    expect(foldCode('HVL-5090 BEJ')).toBe('hvl5090bej');
    expect(foldCode('INDIGO')).toBe('indigo');
  });
});

import { describe, expect, it } from 'vitest';
import { foldCode, foldSearch } from './fold';

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

describe('foldCode', () => {
  it('ignores blanks, dashes and case, and never uses Turkish casing', () => {
    expect(foldCode('HVL-5090 BEJ')).toBe('hvl5090bej');
    expect(foldCode('INDIGO')).toBe('indigo');
  });
});

import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './json-body';

const value = (text: string): unknown => {
  const parsed = parseJsonBody(text);
  return parsed.found ? parsed.value : 'nothing';
};

describe('reading JSON out of an answer', () => {
  it('keeps integers beyond 2^53 exact, as text, and only those', () => {
    expect(
      value(
        '{"cargo": 7330000123456789012, "neg":-9007199254740993, "ok":9007199254740991, "price":19.1234567890123456789, "text":"no 12345678901234567890 \\" 99999999999999999999", "list":[12345678901234567890]}',
      ),
    ).toEqual({
      cargo: '7330000123456789012',
      neg: '-9007199254740993',
      ok: 9007199254740991,
      price: 19.123456789012344,
      text: 'no 12345678901234567890 " 99999999999999999999',
      list: ['12345678901234567890'],
    });
  });

  it('finds a long number wherever it stands', () => {
    for (let blanks = 0; blanks < 40; blanks += 1) {
      const text = `[123456789012345,${' '.repeat(blanks)}9007199254740993]`;
      expect(value(text)).toEqual([123456789012345, '9007199254740993']);
    }
  });

  it.each([
    ['\ufeff{"a":1}', { a: 1 }],
    ['<br />\n<b>Notice</b>: Undefined index [x] on line <b>12</b><br />\n{"a":[1]}', { a: [1] }],
    ['[24-Nov-2026] PHP Warning\n', 'nothing'],
    ['{"a":1}\n<br />\n<b>Warning</b>: late', { a: 1 }],
    ['Deprecated: each()\n[{"id":1}]', [{ id: 1 }]],
    ['', 'nothing'],
    ['<html><head><style>\n{color:red}</style></head></html>', 'nothing'],
    ['"Unauthorized"', 'Unauthorized'],
  ])('%j', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('never takes an inner record of a cut answer for the whole', () => {
    expect(value('{"content":[{"a":1},\n{"b":2}')).toBe('nothing');
    expect(value('[{"a":1},\n{"b":2}')).toBe('nothing');
  });

  it('reads a megabyte of long strings and long numbers without trouble', () => {
    const text = JSON.stringify({ text: 'a\\"b'.repeat(300_000), end: 1 }).replace(
      '"end":1',
      '"end":12345678901234567890',
    );
    expect(value(text)).toMatchObject({ end: '12345678901234567890' });
  });
});

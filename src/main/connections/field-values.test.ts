import { describe, expect, it } from 'vitest';
import type { Field } from '../../shared/connector/definition';
import { AppError } from '../../shared/errors/app-error';
import { readFieldValues } from './field-values';

const text = { tr: 'x', en: 'x' };
const fields: Field[] = [
  { name: 'sellerId', label: text, help: text, pattern: '\\d{1,10}', example: '123456' },
  { name: 'user', label: text, help: text, optional: true, fallback: '{sellerId}' },
  { name: 'apiKey', label: text, help: text, secret: true },
  { name: 'stage', label: text, help: text, optional: true, choices: [{ value: 'test', label: text }] },
];

function codeOf(run: () => unknown): unknown {
  try {
    run();
    return 'accepted';
  } catch (error) {
    return error instanceof AppError ? [error.code, error.facts.field] : error;
  }
}

describe('typed field values', () => {
  it('removes what pasting brings along and parts plain from secret', () => {
    expect(readFieldValues({ fields }, { sellerId: ' 123456\r\n', apiKey: '\tabc\u200B ' })).toEqual({
      plain: { sellerId: '123456' },
      secret: { apiKey: 'abc' },
    });
  });

  it.each([
    [{ apiKey: 'abc' }, ['input.fieldMissing', 'sellerId']],
    [{ sellerId: '12x', apiKey: 'abc' }, ['input.fieldPattern', 'sellerId']],
    [{ sellerId: '1\n2', apiKey: '   ' }, ['input.fieldMissing', 'apiKey']],
    [{ sellerId: '1', apiKey: 'a', more: 'b' }, ['input.unknownField', 'more']],
    [{ sellerId: '1', apiKey: 'a', stage: 'live' }, ['input.fieldPattern', 'stage']],
  ])('refuses %o with the field at fault', (typed, expected) => {
    expect(codeOf(() => readFieldValues({ fields }, typed as Record<string, string>))).toEqual(expected);
  });

  it('keeps a saved secret when the field is left empty, and a plain value that is not mentioned', () => {
    const values = readFieldValues(
      { fields },
      { apiKey: '' },
      { plain: { sellerId: '5' }, secretNames: ['apiKey'] },
    );
    expect(values).toEqual({ plain: { sellerId: '5' }, secret: {} });
  });
});

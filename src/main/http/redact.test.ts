import { expect, it } from 'vitest';
import { clip } from './redact';

it('makes one short line of a long text', () => {
  expect(clip(`a\n  b ${'x'.repeat(400)}`)).toHaveLength(300);
  expect(clip(' a\n b ')).toBe('a b');
});

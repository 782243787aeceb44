import { describe, expect, it } from 'vitest';
import { clip, createRedactor } from './redact';

describe('taking secrets out of a text', () => {
  const redact = createRedactor(['s3cr3t/+key', 'user:s3cr3t/+key', 'abc']);

  it.each([
    'plain s3cr3t/+key here',
    `url ${encodeURIComponent('s3cr3t/+key')}`,
    `basic ${Buffer.from('user:s3cr3t/+key').toString('base64')}`,
    `url-safe ${Buffer.from('s3cr3t/+key').toString('base64url')}`,
  ])('%s', (text) => {
    expect(redact(text)).toMatch(/^\S+ •••/);
  });

  it('leaves values alone that are too short to be told from ordinary text', () => {
    expect(redact('abc of selling')).toBe('abc of selling');
  });

  it('makes one short line of a long text', () => {
    expect(clip(`a\n  b ${'x'.repeat(400)}`)).toHaveLength(300);
    expect(clip(' a\n b ')).toBe('a b');
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../src/shared/errors/codes';
import { PROJECT } from './kit/source';

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    value,
  );
}

describe.each(['tr', 'en'])('%s', (language) => {
  const file = resolve(PROJECT, 'src/renderer/locales', language, 'errors.json');
  const texts: unknown = JSON.parse(readFileSync(file, 'utf8'));

  it.each(Object.keys(errorCatalogue))('has a sentence for %s', (code) => {
    expect(at(texts, ['sentence', ...code.split('.')])).toBeTypeOf('string');
  });
});

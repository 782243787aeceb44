import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname);

function namespaces(language: string): string[] {
  return readdirSync(join(folder, language))
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function flatten(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  if (typeof value === 'string') return found.set(path, value);
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither text nor group`);
  for (const [key, child] of Object.entries(value)) {
    for (const [at, text] of flatten(child, path === '' ? key : `${path}.${key}`)) found.set(at, text);
  }
  return found;
}

function read(language: string, namespace: string): Map<string, string> {
  return flatten(JSON.parse(readFileSync(join(folder, language, namespace), 'utf8')));
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();

/** English needs more plural forms than Turkish, so a counted key is compared by its base. */
const base = (key: string) => key.replace(/_(one|other|zero)$/, '');

it('both languages have the same files', () => {
  expect(namespaces('en')).toEqual(namespaces('tr'));
});

describe.each(namespaces('tr'))('%s', (namespace) => {
  const tr = read('tr', namespace);
  const en = read('en', namespace);

  it('has the same keys in both languages', () => {
    expect([...new Set([...en.keys()].map(base))].sort()).toEqual(
      [...new Set([...tr.keys()].map(base))].sort(),
    );
  });

  it('has the same placeholders in both languages, and no empty text', () => {
    for (const [key, text] of en) {
      const original = tr.get(key) ?? tr.get(base(key)) ?? '';
      expect(placeholders(text), key).toEqual(placeholders(original));
      expect(text.trim(), key).not.toBe('');
      expect(original.trim(), key).not.toBe('');
    }
  });

  it('glues no Turkish suffix to a variable', () => {
    for (const [key, text] of tr) expect(text, key).not.toMatch(/\}\}['’][a-zçğıöşü]/i);
  });

  it('does not apologise, shout or plead', () => {
    for (const [key, text] of [...tr, ...en])
      expect(text, key).not.toMatch(/!|\blütfen\b|\bplease\b|\bsorry\b|özür/i);
  });
});

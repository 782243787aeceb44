import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matchWords, orderWords, runWords } from './statuses';

const groups = z.record(z.string(), z.record(z.string(), z.string()));
const locale = (language: 'tr' | 'en') =>
  groups.parse(
    JSON.parse(
      readFileSync(new URL(`../../renderer/locales/${language}/status.json`, import.meta.url), 'utf8'),
    ),
  );

describe.each(['tr', 'en'] as const)('states in %s', (language) => {
  it.each([
    ['order', orderWords],
    ['run', runWords],
    ['match', matchWords],
  ] as const)('of %s are worded as on the screens', (group, words) => {
    const onScreen = locale(language)[group] ?? {};
    const different = Object.entries(words).filter(
      ([state, word]) => onScreen[state] !== undefined && onScreen[state] !== word[language],
    );
    expect(different).toEqual([]);
    expect(Object.keys(words).some((state) => onScreen[state] !== undefined)).toBe(true);
  });
});

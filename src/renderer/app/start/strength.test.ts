import { expect, it } from 'vitest';
import { strengthOf } from './strength';

it.each([
  ['', 'none'],
  ['kısa', 'weak'],
  ['aaaaaaaaaaaaaaaaaaaa', 'weak'],
  ['zeytinlik', 'weak'],
  ['zeytinlikte', 'fair'],
  ['doğru at pil zımba', 'strong'],
] as const)('%s is %s', (passphrase, strength) => {
  expect(strengthOf(passphrase)).toBe(strength);
});

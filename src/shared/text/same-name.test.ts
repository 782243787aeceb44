import { expect, it } from 'vitest';
import { isSameName } from './same-name';

it('takes names for the same as a Turk reads them', () => {
  expect(isSameName('İKAS', ' ikas ')).toBe(true);
  expect(isSameName('IKAS', 'ikas')).toBe(false);
  expect(isSameName('Ana  mağaza', 'ANA MAĞAZA')).toBe(true);
  // The same letter, composed and in two parts.
  expect(isSameName('Şube', 'S\u0327ube')).toBe(true);
});

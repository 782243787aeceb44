import { expect, it } from 'vitest';
import { tomorrowAt } from './istanbul-time';

it.each([
  // Half past ten in the evening in London is already the next day in Istanbul.
  [Date.UTC(2026, 10, 24, 22, 30), Date.UTC(2026, 10, 26, 5)],
  [Date.UTC(2026, 10, 24, 20, 59), Date.UTC(2026, 10, 25, 5)],
  [Date.UTC(2026, 10, 24, 5, 0), Date.UTC(2026, 10, 25, 5)],
  [Date.UTC(2026, 11, 31, 12, 0), Date.UTC(2027, 0, 1, 5)],
])('tomorrow at 08:00 in Istanbul, seen from %d', (now, expected) => {
  expect(tomorrowAt(8, now)).toBe(expected);
});

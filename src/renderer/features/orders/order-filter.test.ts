import { expect, it } from 'vitest';
import { istanbulMidnight, readOrderFilter, toOrderQuery } from './order-filter';

const at = (text: string) => Date.parse(text);

it('starts the day at midnight in Istanbul, wherever the computer stands', () => {
  expect(istanbulMidnight(at('2026-11-24T20:59:00Z'))).toBe(at('2026-11-23T21:00:00Z'));
  expect(istanbulMidnight(at('2026-11-24T21:01:00Z'))).toBe(at('2026-11-24T21:00:00Z'));
});

it('asks for today anew each day, since the address only says "today"', () => {
  const filter = readOrderFilter(new URLSearchParams('placed=today&due=today&status=new&status=nonsense'));
  expect(toOrderQuery(filter, at('2026-11-24T09:00:00Z'))).toEqual({
    status: ['new'],
    placedFrom: at('2026-11-23T21:00:00Z'),
    dueFrom: at('2026-11-23T21:00:00Z'),
    dueUntil: at('2026-11-24T21:00:00Z'),
  });
  expect(toOrderQuery(filter, at('2026-11-25T09:00:00Z')).placedFrom).toBe(at('2026-11-24T21:00:00Z'));
});

it('the last 7 days hold today and six before', () => {
  const filter = readOrderFilter(new URLSearchParams('placed=week'));
  expect(toOrderQuery(filter, at('2026-11-24T09:00:00Z')).placedFrom).toBe(at('2026-11-17T21:00:00Z'));
});

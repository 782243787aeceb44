import { describe, expect, it } from 'vitest';
import { choiceOf, minuteChoices, readTimeOfDay, scheduleOfChoice } from './schedule';

describe('a schedule', () => {
  it('keeps an unusual interval among the choices, in order', () => {
    expect(minuteChoices([45])).toEqual([0, 1, 5, 15, 30, 45, 60, 360]);
  });

  it.each([
    [{ everyMinutes: 0 }, '0'],
    [{ everyMinutes: 15 }, '15'],
    [{ everyMinutes: 1440, dailyAt: '08:30' }, 'daily'],
  ])('%j is the choice %s and comes back', (schedule, choice) => {
    expect(choiceOf(schedule)).toBe(choice);
    expect(scheduleOfChoice(choice, schedule)).toEqual(schedule);
  });

  it('starts daily reading at night', () => {
    expect(scheduleOfChoice('daily', { everyMinutes: 5 })).toEqual({ everyMinutes: 1440, dailyAt: '03:00' });
  });
});

it.each([
  ['08:30', '08:30'],
  ['8.30', '08:30'],
  ['0830', '08:30'],
  ['7', '07:00'],
  [' 23:59 ', '23:59'],
  ['24:00', undefined],
  ['12:60', undefined],
  ['sabah', undefined],
  ['', undefined],
])('reads %j as the time %s', (typed, expected) => {
  expect(readTimeOfDay(typed)).toBe(expected);
});

import type { Schedule } from '../../../shared/contract/connections';

/** Minutes offered; 0 = by hand only. */
export const SCHEDULE_MINUTES = [0, 1, 5, 15, 30, 60, 360] as const;

export const DAILY = 'daily';
const USUAL_DAILY_AT = '03:00';

/** The choices of a schedule field, with the one in use even where it is none of the usual ones. */
export function minuteChoices(inUse: readonly number[]): readonly number[] {
  return [...new Set<number>([...SCHEDULE_MINUTES, ...inUse])].sort((one, other) => one - other);
}

/** Value of the select for a schedule. */
export function choiceOf(schedule: Schedule): string {
  return schedule.dailyAt === undefined ? String(schedule.everyMinutes) : DAILY;
}

/** The schedule behind a chosen value; a day's time is kept when it was set before. */
export function scheduleOfChoice(choice: string, before: Schedule): Schedule {
  if (choice === DAILY) return { everyMinutes: 1440, dailyAt: before.dailyAt ?? USUAL_DAILY_AT };
  return { everyMinutes: Number(choice) };
}

/** "7.05", "0705", "7:5" → "07:05"; undefined for what is no time of day. */
export function readTimeOfDay(typed: string): string | undefined {
  const match = /^\s*(\d{1,2})(?:[:.,\s]?(\d{1,2}))?\s*$/.exec(typed);
  const hour = Number(match?.[1]);
  const minute = Number(match?.[2] ?? 0);
  if (!match || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

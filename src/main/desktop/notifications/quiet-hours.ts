import type { Preferences } from '../../../shared/contract/desktop';

/** End of the quiet hours that `now` lies in, UTC epoch ms; null outside them. They may pass midnight. Local time. */
export function quietUntil(hours: Preferences['quietHours'], now: number): number | null {
  if (hours === null || hours.from === hours.until) return null;
  const minute = minuteOfDay(now);
  const from = minutes(hours.from);
  const until = minutes(hours.until);
  const isQuiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!isQuiet) return null;
  const end = new Date(now);
  end.setHours(Math.floor(until / 60), until % 60, 0, 0);
  if (end.getTime() <= now) end.setDate(end.getDate() + 1);
  return end.getTime();
}

function minuteOfDay(time: number): number {
  const date = new Date(time);
  return date.getHours() * 60 + date.getMinutes();
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

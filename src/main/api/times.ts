import { z } from 'zod';

/** A time of Kervan (UTC epoch ms) as the API writes it. */
export function iso(time: number): string;
export function iso(time: number | null): string | null;
export function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

/** A time with its offset, as UTC epoch ms. */
export const isoTime = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

import type { Clock } from '../http/types';

/** What time it is at the channel, by the Date header of its answers. */
export interface ChannelTime {
  /** Date header of an answer that has just arrived, UTC epoch ms; null = none. */
  note(date: number | null): void;
  /** Channel's clock minus this machine's, ms; null before the first dated answer. Within about a second. */
  difference(): number | null;
  now(): number;
}

/** A Date header has whole seconds and ages on its way, so smaller differences mean nothing. */
const NOISE_MS = 2_000;

export function createChannelTime(clock: Clock): ChannelTime {
  let difference: number | null = null;
  return {
    note(date) {
      if (date !== null) difference = date - clock.now();
    },
    difference: () => difference,
    now: () => clock.now() + (difference === null || Math.abs(difference) < NOISE_MS ? 0 : difference),
  };
}

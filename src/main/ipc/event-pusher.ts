import type { EventName, KervanEvents } from '../../shared/contract';

type DataChange = KervanEvents['data.changed'];

/** Shortest time in ms between two of one kind, as the contract promises the window. */
const RUN_EVERY = 250;
const DATA_EVERY = 500;

export interface EventPusher {
  push<Name extends EventName>(name: Name, event: KervanEvents[Name]): void;
  /** Drops what waits. */
  stop(): void;
}

interface Slot {
  waiting: { readonly name: EventName; readonly event: KervanEvents[EventName] } | null;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Sends events on, the frequent ones thinned: the first at once, then the newest of each run or stream at the end of its
 * pause, so that the last state always arrives.
 */
export function createEventPusher(
  send: (name: EventName, event: KervanEvents[EventName]) => void,
): EventPusher {
  const slots = new Map<string, Slot>();

  function openSlot(key: string, everyMs: number): void {
    const timer = setTimeout(() => {
      const waiting = slots.get(key)?.waiting ?? null;
      slots.delete(key);
      if (waiting === null) return;
      send(waiting.name, waiting.event);
      openSlot(key, everyMs);
    }, everyMs);
    slots.set(key, { waiting: null, timer });
  }

  return {
    push(name, event) {
      const pace = paceOf(name, event);
      if (pace === null) return send(name, event);
      const slot = slots.get(pace.key);
      if (slot === undefined) {
        send(name, event);
        openSlot(pace.key, pace.everyMs);
      } else {
        slot.waiting = { name, event: merge(name, slot.waiting?.event ?? null, event) };
      }
    },
    stop() {
      for (const slot of slots.values()) clearTimeout(slot.timer);
      slots.clear();
    },
  };
}

function paceOf(name: EventName, event: KervanEvents[EventName]): { key: string; everyMs: number } | null {
  if (name === 'run.changed')
    return { key: `run ${(event as KervanEvents['run.changed']).id}`, everyMs: RUN_EVERY };
  if (name !== 'data.changed') return null;
  const change = event as DataChange;
  return { key: `data ${change.connectionId} ${change.stream}`, everyMs: DATA_EVERY };
}

/** The newest counts, but added rows are a sum. */
function merge<Name extends EventName>(
  name: Name,
  waiting: KervanEvents[EventName] | null,
  event: KervanEvents[Name],
): KervanEvents[Name] {
  if (name !== 'data.changed' || waiting === null) return event;
  const [before, now] = [waiting as DataChange, event as DataChange];
  return { ...now, added: before.added + now.added } as KervanEvents[Name];
}

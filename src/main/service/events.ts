import type { EventName, KervanEvents } from '../../shared/contract';
import type { Log } from '../log/log';

type Listener<Name extends EventName> = (event: KervanEvents[Name]) => void;

/** News of the service for whoever listens: windows, the tray, tests. A listener that throws never disturbs the work. */
export interface EventHub {
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  emit<Name extends EventName>(name: Name, event: KervanEvents[Name]): void;
}

export function createEventHub(log: Log): EventHub {
  const listeners = new Map<EventName, Set<(event: never) => void>>();
  return {
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (event: never) => void);
      return () => void set.delete(listener as (event: never) => void);
    },
    emit(name, event) {
      for (const listener of listeners.get(name) ?? []) {
        try {
          (listener as (event: unknown) => void)(event);
        } catch (error) {
          log.error('event listener failed', { event: name, error });
        }
      }
    },
  };
}

import type { Envelope, EventName, KervanBridge, KervanEvents } from '../shared/contract';
import type { WireError } from '../shared/errors/app-error';

/** What preload has of Electron, reduced to two functions. */
export interface Line {
  invoke(name: string, input: unknown): Promise<unknown>;
  /** Called once; every event of main comes through it. */
  onEvent(listener: (name: unknown, payload: unknown) => void): void;
}

export interface BridgeLists {
  readonly operations: readonly string[];
  readonly events: readonly EventName[];
  readonly platform: string;
}

type Listener = (payload: never) => void;

/** The whole of what the page can reach: known operations and known events, nothing else. */
export function createBridge(line: Line, lists: BridgeLists): KervanBridge {
  const listeners = new Map<string, Set<Listener>>(lists.events.map((name) => [name, new Set()]));
  line.onEvent((name, payload) => {
    if (typeof name !== 'string') return;
    for (const listener of listeners.get(name) ?? []) (listener as (event: unknown) => void)(payload);
  });
  return {
    async invoke(name, input) {
      if (!lists.operations.includes(name)) return { ok: false, error: unknownOperation(name) };
      // Main answers every call with an envelope of this operation; its own tests hold it to that.
      return (await line.invoke(name, input)) as Envelope<never>;
    },
    on<Name extends EventName>(name: Name, listener: (event: KervanEvents[Name]) => void) {
      const set = listeners.get(name);
      if (set === undefined) return () => undefined;
      // A wrapper of its own, so that one function given twice is two subscriptions.
      const entry: Listener = (payload) => listener(payload);
      set.add(entry);
      return () => void set.delete(entry);
    },
    platform: knownPlatform(lists.platform),
  };
}

/** The same answer as main's, for a page that asks for what is not on the list. */
function unknownOperation(name: unknown): WireError {
  return {
    code: 'input.notFound',
    fault: 'merchant',
    retryable: false,
    facts: { operation: typeof name === 'string' ? name.slice(0, 64) : `(${typeof name})` },
  };
}

function knownPlatform(platform: string): KervanBridge['platform'] {
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

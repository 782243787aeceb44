import type {
  EventName,
  InputOf,
  KervanBridge,
  KervanEvents,
  OutputOf,
  WindowOperationName,
  WindowOperations,
} from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';

declare global {
  interface Window {
    /** Put there by the preload script; missing only when the page is opened outside Kervan. */
    readonly kervan?: KervanBridge;
  }
}

function bridge(): KervanBridge {
  if (!window.kervan) throw new AppError('internal.unexpected', { facts: { what: 'bridge' } });
  return window.kervan;
}

/** Asks main; an error envelope becomes a thrown AppError with its code, fault and facts. */
export async function call<Name extends WindowOperationName>(
  name: Name,
  input: InputOf<WindowOperations[Name]>,
): Promise<OutputOf<WindowOperations[Name]>> {
  const answer = await bridge().invoke(name, input);
  if (answer.ok) return answer.value;
  throw AppError.fromWire(answer.error);
}

/** Listens to news from main; returns the unsubscribe function. */
export function listen<Name extends EventName>(name: Name, listener: (event: KervanEvents[Name]) => void): () => void {
  return bridge().on(name, listener);
}

import type {
  EventName,
  InputOf,
  KervanEvents,
  OutputOf,
  WindowOperationName,
  WindowOperations,
} from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';

/** Asks main; an error envelope becomes a thrown AppError with its code, fault and facts. */
export async function call<Name extends WindowOperationName>(
  name: Name,
  input: InputOf<WindowOperations[Name]>,
): Promise<OutputOf<WindowOperations[Name]>> {
  const answer = await window.kervan.invoke(name, input);
  if (answer.ok) return answer.value;
  throw AppError.fromWire(answer.error);
}

/** Listens to news from main; returns the unsubscribe function. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (event: KervanEvents[Name]) => void,
): () => void {
  return window.kervan.on(name, listener);
}

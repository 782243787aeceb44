import type { WireError } from '../errors/app-error';
import { listingOperations, orderOperations } from './catalogue-data';
import { connectionOperations } from './connections';
import { desktopOperations } from './desktop';
import type { EventName, KervanEvents } from './events';
import { importOperations } from './imports';
import { integrationOperations } from './integrations';
import { matchingOperations } from './matching';
import type { InputOf, OutputOf, ParsedInputOf } from './operation';
import { orderChangeOperations } from './order-changes';
import { overviewOperations } from './overview';
import { problemOperations } from './problems';
import { rulesOperations } from './rules';
import { runOperations } from './runs';
import { stockOperations } from './stock';
import { tokenOperations } from './tokens';
import { valuesOperations } from './values';
import { webhookOperations } from './webhooks';

/** Everything the service does, whoever asks: window, local API or a test. */
export const serviceOperations = {
  ...integrationOperations,
  ...connectionOperations,
  ...runOperations,
  ...listingOperations,
  ...orderOperations,
  ...orderChangeOperations,
  ...problemOperations,
  ...overviewOperations,
  ...matchingOperations,
  ...importOperations,
  ...stockOperations,
  ...rulesOperations,
  ...valuesOperations,
  ...webhookOperations,
  ...tokenOperations,
};
export type ServiceOperations = typeof serviceOperations;
export type ServiceOperationName = keyof ServiceOperations;

/** The service as a set of async functions over plain data; inputs arrive parsed. */
export type ServiceHandlers = {
  readonly [Name in ServiceOperationName]: (
    input: ParsedInputOf<ServiceOperations[Name]>,
  ) => Promise<OutputOf<ServiceOperations[Name]>>;
};

/** What the window may call: the service and the desktop around it. */
export const windowOperations = { ...serviceOperations, ...desktopOperations };
export type WindowOperations = typeof windowOperations;
export type WindowOperationName = keyof WindowOperations;
export type DesktopOperationName = keyof typeof desktopOperations;
export type DesktopHandlers = {
  readonly [Name in DesktopOperationName]: (
    input: ParsedInputOf<(typeof desktopOperations)[Name]>,
  ) => Promise<OutputOf<(typeof desktopOperations)[Name]>>;
};

/** Errors cross as data, never as a thrown object. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/** What preload puts on `window.kervan`. */
export interface KervanBridge {
  invoke<Name extends WindowOperationName>(
    name: Name,
    input: InputOf<WindowOperations[Name]>,
  ): Promise<Envelope<OutputOf<WindowOperations[Name]>>>;
  /** Returns the unsubscribe function. */
  on<Name extends EventName>(name: Name, listener: (event: KervanEvents[Name]) => void): () => void;
  readonly platform: 'linux' | 'darwin' | 'win32';
}

export type { EventName, KervanEvents } from './events';
export { eventNames } from './events';
export type { InputOf, OutputOf, ParsedInputOf } from './operation';

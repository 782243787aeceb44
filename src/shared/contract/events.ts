import type { ConnectionId, VariantId } from '../domain/ids';
import type { StreamName } from '../domain/stream';
import type { CheckStep } from './connections';
import type { StartState } from './desktop';
import type { ImportPhase, ImportToken, ImportView } from './imports';
import type { AppState } from './overview';
import type { Problem } from './problems';
import type { Run } from './runs';

/** One-way news from main to the window; every one only says "ask again" or carries what is small. */
export interface KervanEvents {
  /** At most four a second per run. */
  'run.changed': Run;
  /** Rows of a connection's stream were written; coalesced to at most two a second. */
  'data.changed': {
    readonly connectionId: ConnectionId;
    readonly stream: StreamName;
    readonly added: number;
  };
  'connection.changed': { readonly id: ConnectionId };
  /** Listings were matched, ignored or proposed anew (null = of any connection); at most two a second. */
  'matching.changed': { readonly connectionId: ConnectionId | null };
  /** What listings are told moved on; at most two a second per connection. */
  'values.changed': { readonly connectionId: ConnectionId };
  /** Rules, a stop list or a rate (null = of every connection) changed. */
  'rules.changed': { readonly connectionId: ConnectionId | null };
  /** Stock or fields of these variants changed; null = of too many to name. */
  'stock.changed': { readonly variantIds: readonly VariantId[] | null };
  /** An import moved on; at most four times a second. */
  'import.changed': {
    readonly token: ImportToken;
    readonly phase: ImportPhase;
    readonly progress: ImportView['progress'];
  };
  /** The inbox, the way in or a channel's hooks are others; at most two a second. */
  'webhooks.changed': Record<string, never>;
  'problem.changed': Problem;
  'state.changed': { readonly state: AppState; readonly openProblems: number; readonly activeRuns: number };
  'check.step': { readonly token: string; readonly step: CheckStep };
  'start.changed': StartState;
  /** Open this place (from the tray, a notification): a renderer address such as `/connections/abc`. */
  navigate: { readonly to: string };
}
export type EventName = keyof KervanEvents;

export const eventNames = [
  'run.changed',
  'data.changed',
  'connection.changed',
  'matching.changed',
  'values.changed',
  'rules.changed',
  'stock.changed',
  'import.changed',
  'webhooks.changed',
  'problem.changed',
  'state.changed',
  'check.step',
  'start.changed',
  'navigate',
] as const satisfies readonly EventName[];

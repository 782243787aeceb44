import { z } from 'zod';
import type { ListingId, OrderId } from '../domain/ids';
import type { Money } from '../domain/money';
import type { ConnectionSummary } from './connections';
import { operation } from './operation';
import type { Problem } from './problems';
import type { Run } from './runs';

/** Worst true state of the whole, in the tray's order (SCREENS 2.5). */
export type AppState =
  | 'locked'
  | 'problem'
  | 'offline'
  | 'attention'
  | 'paused'
  | 'running'
  | 'fine'
  | 'empty';

/** A while in which nothing could be heard of the channels; times UTC epoch ms, connections by their names. */
export interface Absence {
  readonly from: number;
  readonly until: number;
  readonly caughtUp: readonly string[];
  readonly waiting: readonly string[];
}

export interface Overview {
  readonly state: AppState;
  readonly today: {
    readonly orders: number;
    readonly ordersYesterday: number;
    readonly turnover: readonly Money[];
    readonly outOfStock: number;
  };
  readonly ordersPerHour: readonly number[];
  readonly problems: readonly Problem[];
  readonly openProblems: number;
  readonly connections: readonly ConnectionSummary[];
  readonly activeRuns: readonly Run[];
  readonly lastProblemClosedAt: number | null;
  readonly products: number;
  readonly orders: number;
  readonly lastBackupAt: number | null;
  /** The last time Kervan was closed, asleep or offline, as long as it is of interest. */
  readonly absence: Absence | null;
}

export interface Hit {
  readonly kind: 'listing' | 'order';
  readonly id: ListingId | OrderId;
  readonly title: string;
  readonly detail: string;
  /** A code matched whole. */
  readonly exact: boolean;
}

export interface SystemStatus {
  readonly version: string;
  readonly dataDir: string;
  readonly databaseBytes: number;
  readonly migration: number;
  readonly lastBackupAt: number | null;
  readonly keyring: { readonly kind: 'os' | 'passphrase' | 'masterKey'; readonly backend: string };
  readonly apiUrl: string | null;
  readonly practice: boolean;
}

export const overviewOperations = {
  'overview.get': operation<Overview>()(z.object({})),
  'search.quick': operation<readonly Hit[]>()(z.object({ text: z.string().min(1).max(200) })),
  'system.status': operation<SystemStatus>()(z.object({})),
};

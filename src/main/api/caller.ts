import type { ApiCaller } from '../service/service';

/** What the guards tell those behind them about a request. */
export interface CallerEnv {
  readonly Variables: { readonly caller: ApiCaller };
}

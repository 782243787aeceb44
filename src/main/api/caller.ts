import type { ApiCaller } from '../service/service';
import type { Route } from './route';

/** What the guards tell those behind them about a request. */
export interface CallerEnv {
  readonly Variables: {
    readonly caller: ApiCaller;
    /** Something answers at this address. */
    readonly isThere: boolean;
    /** What is declared of it. */
    readonly route: Route | undefined;
  };
}

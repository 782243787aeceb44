import type { Window } from '../../../shared/contract/queries';
import type { ValueRow } from '../../../shared/contract/values';
import type { GridSource } from '../../ui';
import { asGridRow, type GridValue } from './value-rows';

export interface ValueQuestions<Filter> {
  count(filter: Filter): Promise<{ readonly count: number; readonly total: number }>;
  window(query: Filter, window: Window): Promise<readonly ValueRow[]>;
}

/** Values as a grid asks for them. `onTotal` hears how many there are without filters. */
export function valueSource<Filter>(
  ask: ValueQuestions<Filter>,
  onTotal: (total: number) => void,
): GridSource<GridValue, Filter> {
  return {
    async count({ filter }) {
      const { count, total } = await ask.count(filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    async window({ filter }, offset, limit) {
      return (await ask.window(filter, { offset, limit })).map(asGridRow);
    },
  };
}

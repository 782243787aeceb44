import type { DifferenceFilter } from '../../../shared/contract/values';
import { call } from '../../lib/kervan';
import type { GridSource } from '../../ui';
import { asGridRow, type GridValue } from '../values/value-rows';

/** Differing values as a grid asks for them. `onTotal` hears how many there are without filters. */
export function differenceSource(onTotal: (total: number) => void): GridSource<GridValue, DifferenceFilter> {
  return {
    async count({ filter }) {
      const { count, total } = await call('differences.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    async window({ filter }, offset, limit) {
      const rows = await call('differences.window', { query: filter, window: { offset, limit } });
      return rows.map(asGridRow);
    },
  };
}

import type { HoldFilter } from '../../../shared/contract/values';
import { call } from '../../lib/kervan';
import type { GridSource } from '../../ui';
import { asGridRow, type GridValue } from '../values/value-rows';

/** Held prices as a grid asks for them. `onTotal` hears how many there are without filters. */
export function holdSource(onTotal: (total: number) => void): GridSource<GridValue, HoldFilter> {
  return {
    async count({ filter }) {
      const { count, total } = await call('holds.count', filter);
      onTotal(total);
      return { total: count, isExact: true };
    },
    async window({ filter }, offset, limit) {
      const rows = await call('holds.window', { query: filter, window: { offset, limit } });
      return rows.map(asGridRow);
    },
  };
}

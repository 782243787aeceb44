import type { VariantQuery, VariantRow } from '../../../shared/contract/stock';
import { call } from '../../lib/kervan';

const AT_ONCE = 500;

/** Every variant a query finds, a window at a time. */
export async function* variantPages(query: VariantQuery): AsyncGenerator<readonly VariantRow[]> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const rows = await call('variants.window', { query, window: { offset, limit: AT_ONCE } });
    yield rows;
    if (rows.length < AT_ONCE) return;
  }
}

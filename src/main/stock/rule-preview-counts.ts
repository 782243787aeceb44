import type { PreviewCounts, PreviewRow } from '../../shared/contract/rules';

type Counts = { same: number; changed: number; held: number };

/** Adds up what a preview says of each listing. */
export class PreviewSum {
  readonly #rows: Counts = { same: 0, changed: 0, held: 0 };
  readonly #stock: Counts = { same: 0, changed: 0, held: 0 };
  readonly #price: Counts = { same: 0, changed: 0, held: 0 };

  add({ change, stock, price }: PreviewRow): void {
    this.#rows[change] += 1;
    if (stock.change !== 'off' && stock.change !== 'none') this.#stock[stock.change] += 1;
    if (price.change !== 'off') this.#price[price.change] += 1;
  }

  get counts(): PreviewCounts {
    const { same, changed, held } = this.#rows;
    return {
      same,
      changed,
      held,
      total: same + changed + held,
      stock: { ...this.#stock },
      price: { ...this.#price },
    };
  }
}

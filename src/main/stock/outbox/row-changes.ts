import type { WriteAction } from '../../../shared/connector/write';
import type { ListingId } from '../../../shared/domain/ids';

const FEWEST_KEPT = 10_000;

/** Counts price changes of single listings in the sliding window a channel allows. Forgotten with the process: a start takes longer. */
export class RowChanges {
  readonly #now: () => number;
  readonly #times = new Map<ListingId, number[]>();
  /** Grows with what is in the window, so that looking for old times costs each note the same however many there are. */
  #forgetAt = FEWEST_KEPT;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** When this listing's price may change again (UTC epoch ms); null = now. */
  allowedAt(listingId: ListingId, { perRow }: WriteAction): number | null {
    if (perRow === undefined) return null;
    const times = this.#recent(listingId, perRow.perSeconds);
    const [oldest] = times;
    if (oldest === undefined || times.length < perRow.changes) return null;
    return oldest + perRow.perSeconds * 1000;
  }

  note(listingId: ListingId, { perRow }: WriteAction): void {
    if (perRow === undefined) return;
    if (this.#times.size > this.#forgetAt) this.#forget(perRow.perSeconds);
    this.#times.set(listingId, [...this.#recent(listingId, perRow.perSeconds), this.#now()]);
  }

  #recent(listingId: ListingId, seconds: number): number[] {
    const since = this.#now() - seconds * 1000;
    return (this.#times.get(listingId) ?? []).filter((time) => time > since);
  }

  #forget(seconds: number): void {
    for (const id of this.#times.keys()) if (this.#recent(id, seconds).length === 0) this.#times.delete(id);
    this.#forgetAt = Math.max(FEWEST_KEPT, 2 * this.#times.size);
  }
}

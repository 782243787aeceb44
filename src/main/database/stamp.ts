/** Kervan's own change time of a transaction: UTC epoch ms, strictly above that of every earlier transaction. */
export type Stamp = number;

import type { MovementRow } from '../../../shared/contract/stock';

/** Signed pieces; what is kept aside stands in brackets, since it does not change what is on hand. */
export function piecesText(row: MovementRow, write: (pieces: number) => string): string {
  if (row.onHandChange === 0 && row.reservedChange !== 0) return `(${signed(row.reservedChange, write)})`;
  return signed(row.onHandChange, write);
}

export function signed(pieces: number, write: (pieces: number) => string): string {
  if (pieces === 0) return write(0);
  return `${pieces > 0 ? '+' : '−'}${write(Math.abs(pieces))}`;
}

import { z } from 'zod';

/** Why a piece moved. `reserve` and `release` change what is kept aside, every other kind what is on hand. */
export const movementKindSchema = z.enum([
  /** The first number Kervan ever had. */
  'opening',
  'count',
  'adjust',
  'import',
  'transfer',
  /** An unpaid order keeps pieces aside. */
  'reserve',
  'release',
  'sale',
  'cancel',
  'return',
  /** The channel's own number was taken over (rule "channel wins once"). */
  'channel',
  /** A batch was taken back. */
  'undo',
]);
export type MovementKind = z.infer<typeof movementKindSchema>;

/** Pieces of one variant. available = onHand − reserved − safety; it may be negative (oversold). */
export interface StockLevel {
  readonly onHand: number;
  readonly reserved: number;
  readonly safety: number;
  readonly available: number;
}

export function availableOf(level: Omit<StockLevel, 'available'>): number {
  return level.onHand - level.reserved - level.safety;
}

/** More than any shop holds; a larger number is a typing error. */
export const MOST_PIECES = 10_000_000;
export const piecesSchema = z.int().min(0).max(MOST_PIECES);
export const pieceChangeSchema = z.int().min(-MOST_PIECES).max(MOST_PIECES);

import { describe, expect, it } from 'vitest';
import { bookedFor, bookingSteps, NO_PIECES, NOTHING_BOOKED, piecesAfter } from './line-pieces';

const told = (change: Partial<Parameters<typeof piecesAfter>[1]>) => ({
  awaiting: 0,
  sold: 0,
  returned: 0,
  cancelled: 0,
  unsupplied: 0,
  ...change,
});
const counted = { counts: true, returnsToStock: true };

describe('pieces of a line after another answer', () => {
  it.each([
    [
      'unpaid pieces wait',
      NO_PIECES,
      told({ awaiting: 2 }),
      { pieces: 2, awaiting: 2, sold: 0, returned: 0 },
    ],
    [
      'paid pieces are sold',
      { pieces: 2, awaiting: 2, sold: 0, returned: 0 },
      told({ sold: 2 }),
      { pieces: 2, awaiting: 0, sold: 2, returned: 0 },
    ],
    [
      'first seen as cancelled',
      NO_PIECES,
      told({ cancelled: 3 }),
      { pieces: 3, awaiting: 0, sold: 0, returned: 0 },
    ],
    [
      'one of three is cancelled',
      { pieces: 3, awaiting: 0, sold: 3, returned: 0 },
      told({ sold: 2, cancelled: 1 }),
      { pieces: 3, awaiting: 0, sold: 2, returned: 0 },
    ],
    [
      'a sold piece that is not to be found stays sold',
      { pieces: 2, awaiting: 0, sold: 2, returned: 0 },
      told({ sold: 1, unsupplied: 1 }),
      { pieces: 2, awaiting: 0, sold: 2, returned: 0 },
    ],
    [
      'never sold, not to be found',
      NO_PIECES,
      told({ unsupplied: 1 }),
      { pieces: 1, awaiting: 0, sold: 0, returned: 0 },
    ],
    [
      'half of a split read so far',
      { pieces: 3, awaiting: 0, sold: 3, returned: 0 },
      told({ sold: 1 }),
      { pieces: 3, awaiting: 0, sold: 3, returned: 0 },
    ],
    [
      'half of an unpaid split was paid',
      { pieces: 3, awaiting: 3, sold: 0, returned: 0 },
      told({ sold: 1 }),
      { pieces: 3, awaiting: 2, sold: 1, returned: 0 },
    ],
    [
      'came back',
      { pieces: 2, awaiting: 0, sold: 2, returned: 0 },
      told({ sold: 1, returned: 1 }),
      { pieces: 2, awaiting: 0, sold: 2, returned: 1 },
    ],
  ])('%s', (_name, before, now, after) => {
    expect(piecesAfter(before, now, false)).toEqual(after);
    expect(piecesAfter(after, now, false)).toEqual(after);
  });

  it('lets pieces go that a whole order no longer holds', () => {
    const before = { pieces: 3, awaiting: 0, sold: 3, returned: 0 };
    expect(piecesAfter(before, told({ sold: 1 }), true)).toEqual({
      pieces: 1,
      awaiting: 0,
      sold: 1,
      returned: 0,
    });
  });
});

describe('what is booked for pieces', () => {
  const pieces = { pieces: 4, awaiting: 1, sold: 3, returned: 2 };

  it('takes accepted returns back on the shelf only where the channel rule says so', () => {
    expect(bookedFor(pieces, counted)).toEqual({ reserved: 1, sold: 3, returned: 2 });
    expect(bookedFor(pieces, { ...counted, returnsToStock: false }).returned).toBe(0);
  });

  it('is nothing for an order that the opening number knows already', () => {
    expect(bookedFor(pieces, { ...counted, counts: false })).toEqual(NOTHING_BOOKED);
  });

  it('moves by the difference and not at all when nothing differs', () => {
    const booked = bookedFor(pieces, counted);
    expect(bookingSteps(booked, booked)).toEqual([]);
    expect(
      bookingSteps({ reserved: 1, sold: 0, returned: 0 }, { reserved: 0, sold: 1, returned: 0 }),
    ).toEqual([
      { kind: 'release', onHandChange: 0, reservedChange: -1 },
      { kind: 'sale', onHandChange: -1, reservedChange: 0 },
    ]);
    expect(bookingSteps({ reserved: 0, sold: 2, returned: 0 }, NOTHING_BOOKED)).toEqual([
      { kind: 'cancel', onHandChange: 2, reservedChange: 0 },
    ]);
  });
});

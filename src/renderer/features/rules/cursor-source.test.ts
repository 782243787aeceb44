import { describe, expect, it } from 'vitest';
import { CursorWalk } from './cursor-source';

const STILL = new AbortController().signal;

/** Rows 1…total; the cursor is the last row of the page before. */
function list(total: number) {
  const asked: (string | undefined)[] = [];
  let underWay = 0;
  const walk = new CursorWalk<number>(async (cursor, limit) => {
    asked.push(cursor);
    underWay += 1;
    await Promise.resolve();
    expect(underWay).toBe(1);
    underWay -= 1;
    const after = Number(cursor ?? 0);
    const rows = Array.from({ length: Math.min(limit, total - after) }, (_, index) => after + index + 1);
    const last = rows.at(-1) ?? after;
    return { rows, nextCursor: last < total ? String(last) : null };
  });
  return { walk, asked };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index + 1);

describe('CursorWalk', () => {
  it.each([0, 1, 199, 200, 201, 1000, 2345])(
    'gives every window of %i rows, to the last row',
    async (total) => {
      const { walk } = list(total);
      for (let offset = 0; offset < total; offset += 200)
        expect(await walk.window(offset, 200, STILL)).toEqual(range(offset, Math.min(total, offset + 200)));
      expect(await walk.count(STILL)).toEqual({ total, isExact: true });
    },
  );

  it('jumps to the end and back, and begins again from the nearest place it knows', async () => {
    const { walk, asked } = list(2345);
    expect(await walk.window(2200, 200, STILL)).toEqual(range(2200, 2345));
    const before = asked.length;
    expect(await walk.window(2200, 200, STILL)).toEqual(range(2200, 2345));
    expect(asked.length - before).toBeLessThanOrEqual(2);
    expect(await walk.window(400, 200, STILL)).toEqual(range(400, 600));
  });

  it('asks one page at a time, however many windows are wanted at once', async () => {
    const { walk } = list(1000);
    const windows = [600, 0, 400, 800, 200].map((offset) => walk.window(offset, 200, STILL));
    expect((await Promise.all(windows)).flat().sort((a, b) => a - b)).toEqual(range(0, 1000));
  });

  it('says a lower bound while the end is not known', async () => {
    expect(await list(1000).walk.count(STILL)).toEqual({ total: 200, isExact: false });
    expect(await list(120).walk.count(STILL)).toEqual({ total: 120, isExact: true });
  });

  it('goes on after a question that failed', async () => {
    let fails = true;
    const walk = new CursorWalk<number>(async () => {
      if (fails) throw new Error('no');
      return { rows: [1], nextCursor: null };
    });
    await expect(walk.window(0, 200, STILL)).rejects.toThrow('no');
    fails = false;
    expect(await walk.window(0, 200, STILL)).toEqual([1]);
  });
});

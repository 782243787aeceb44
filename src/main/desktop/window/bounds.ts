import { z } from 'zod';

export const MIN_SIZE = { width: 1024, height: 640 } as const;
export const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

export const rectangleSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});
export type Rectangle = z.infer<typeof rectangleSchema>;

/** Part of the title bar, in px, that must lie on a screen so that the window can be grabbed. */
const GRIP = { width: 100, height: 30 };

/** Where the window opens: as it was left, if that place still exists; else centred (no position) at a size that fits. */
export function openingBounds(
  saved: Rectangle | null,
  workAreas: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  if (saved !== null && workAreas.some((area) => isReachable(saved, area))) {
    return {
      ...saved,
      width: Math.max(saved.width, MIN_SIZE.width),
      height: Math.max(saved.height, MIN_SIZE.height),
    };
  }
  const [first] = workAreas;
  if (first === undefined) return DEFAULT_SIZE;
  return {
    width: Math.max(MIN_SIZE.width, Math.min(DEFAULT_SIZE.width, first.width)),
    height: Math.max(MIN_SIZE.height, Math.min(DEFAULT_SIZE.height, first.height)),
  };
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTopInside = window.y >= area.y - GRIP.height / 2 && window.y + GRIP.height <= area.y + area.height;
  return across >= GRIP.width && isTopInside;
}

import type { z } from 'zod';
import { usePreferencesStore } from './preferences';

/** Dragging a column border changes a screen's state many times a second; it is kept once it rests. */
const KEEP_AFTER_MS = 400;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const unsaved = new Map<string, string>();

/** What a screen remembered of itself, or undefined when there is nothing this version understands. */
export function readScreenState<Schema extends z.ZodType>(
  screen: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = unsaved.get(screen) ?? usePreferencesStore.getState().preferences.screens[screen];
  if (text === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps plain data for a screen between starts; a failure to keep it loses a column width, nothing more. */
export function keepScreenState(screen: string, state: unknown): void {
  unsaved.set(screen, JSON.stringify(state));
  clearTimeout(timers.get(screen));
  timers.set(
    screen,
    setTimeout(() => {
      const text = unsaved.get(screen);
      unsaved.delete(screen);
      if (text === undefined) return;
      usePreferencesStore
        .getState()
        .change({ screens: { [screen]: text } })
        .catch(() => undefined);
    }, KEEP_AFTER_MS),
  );
}

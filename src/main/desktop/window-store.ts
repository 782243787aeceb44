import { z } from 'zod';
import { type Preferences, preferencesSchema } from '../../shared/contract/desktop';
import type { Language } from '../../shared/wording/language';
import { type Rectangle, rectangleSchema } from './window/bounds';

/** What the window remembers: never a secret, nothing of the shop. */
export interface WindowStore {
  bounds(): Rectangle | null;
  isMaximised(): boolean;
  saveBounds(bounds: Rectangle, maximised: boolean): void;
  preferences(): Preferences;
  /** Keeps the fields given and returns all. */
  setPreferences(change: Partial<Preferences>): Preferences;
}

export interface KeyValueFile {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

export function defaultPreferences(language: Language): Preferences {
  return {
    language,
    theme: 'system',
    density: 'normal',
    textSize: 100,
    singleKeys: true,
    notifications: true,
    quietHours: null,
    closeToTraySaid: false,
    firstRunDone: false,
    sidebarCollapsed: false,
    screens: {},
  };
}

/** Each value is parsed alone: one that is damaged falls back to its default and takes nothing else with it. */
export function createWindowStore(file: KeyValueFile, language: Language): WindowStore {
  const defaults = defaultPreferences(language);

  function preferences(): Preferences {
    const raw = z.record(z.string(), z.unknown()).catch({}).parse(file.get('preferences'));
    const kept = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
      const parsed = schema.safeParse(raw[name]);
      return parsed.success ? [[name, parsed.data]] : [];
    });
    return preferencesSchema.parse({ ...defaults, ...Object.fromEntries(kept) });
  }

  return {
    bounds: () =>
      rectangleSchema
        .nullable()
        .catch(null)
        .parse(file.get('bounds') ?? null),
    isMaximised: () => file.get('maximised') === true,
    saveBounds(bounds, maximised) {
      file.set('bounds', bounds);
      file.set('maximised', maximised);
    },
    preferences,
    setPreferences(change) {
      const { screens, ...rest } = preferencesSchema.partial().parse(change);
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const before = preferences();
      // Screens save their own state one by one, and must not wipe each other's.
      const next = { ...before, ...given, screens: { ...before.screens, ...screens } };
      file.set('preferences', next);
      return next;
    },
  };
}

import { create } from 'zustand';
import type { Preferences } from '../../shared/contract/desktop';
import type { Language } from '../../shared/wording/language';
import { changeLanguage } from '../i18n/i18n';
import { type Appearance, type Density, useAppearance } from '../ui';
import { call } from './kervan';

/** What holds until main has answered, and when it cannot. */
export function firstPreferences(language: Language): Preferences {
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

interface PreferencesStore {
  readonly preferences: Preferences;
  /** Takes effect at once; main keeps it. Rejects when main could not keep it, after taking it back. */
  readonly change: (change: Partial<Preferences>) => Promise<void>;
  readonly load: (preferences: Preferences) => void;
}

export const usePreferencesStore = create<PreferencesStore>()((set, get) => ({
  preferences: firstPreferences('tr'),
  load: (preferences) => {
    set({ preferences });
    apply(preferences);
  },
  change: async (change) => {
    const before = get().preferences;
    const next = { ...before, ...change, screens: { ...before.screens, ...change.screens } };
    set({ preferences: next });
    apply(next);
    try {
      await call('desktop.setPreferences', change);
    } catch (thrown) {
      set({ preferences: before });
      apply(before);
      throw thrown;
    }
  },
}));

export function usePreferences(): Preferences {
  return usePreferencesStore((store) => store.preferences);
}

/** The contract's word for the widest rows is the older one. */
const DENSITIES: Readonly<Record<Preferences['density'], Density>> = {
  compact: 'compact',
  normal: 'normal',
  roomy: 'comfortable',
};

export function appearanceOf({ theme, density, textSize }: Preferences): Appearance {
  return { theme, density: DENSITIES[density], textScale: textSize / 100 };
}

function apply(preferences: Preferences): void {
  useAppearance.getState().set(appearanceOf(preferences));
  void changeLanguage(preferences.language);
}

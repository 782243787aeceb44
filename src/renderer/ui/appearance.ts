import { useEffect } from 'react';
import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'normal' | 'comfortable';

/** How the window looks for this person. `textScale` is 0.9 … 1.5. */
export interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
  readonly textScale: number;
}

interface AppearanceStore extends Appearance {
  readonly set: (change: Partial<Appearance>) => void;
}

/** Row height in px per density at text size 100 %. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { compact: 28, normal: 32, comfortable: 40 };

export const useAppearance = create<AppearanceStore>()((set) => ({
  theme: 'system',
  density: 'normal',
  textScale: 1,
  set: (change) =>
    set((state) => ({
      ...state,
      ...change,
      textScale: Math.min(1.5, Math.max(0.9, change.textScale ?? state.textScale)),
    })),
}));

/** Fixed px height of a grid row; larger text makes taller rows, smaller text does not make lower ones. */
export function rowHeightOf({ density, textScale }: Pick<Appearance, 'density' | 'textScale'>): number {
  return Math.round(ROW_HEIGHT[density] * Math.max(1, textScale));
}

export function useRowHeight(): number {
  return useAppearance(rowHeightOf);
}

const darkSystem = () => window.matchMedia('(prefers-color-scheme: dark)');

/** Writes the appearance onto the document; the stylesheets read it from there. */
export function applyAppearance(appearance: Appearance): void {
  const root = document.documentElement;
  const dark = appearance.theme === 'dark' || (appearance.theme === 'system' && darkSystem().matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.density = appearance.density;
  root.style.setProperty('--text-scale', String(appearance.textScale));
  root.style.setProperty('--row-height', `${rowHeightOf(appearance)}px`);
}

/** Keeps the document in step with the person's choice and with the system's theme. */
export function useApplyAppearance(): void {
  const appearance = useAppearance();
  useEffect(() => {
    applyAppearance(appearance);
    if (appearance.theme !== 'system') return;
    const query = darkSystem();
    const follow = () => applyAppearance(appearance);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, [appearance]);
}

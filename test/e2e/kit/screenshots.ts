import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { invoke } from './bridge';

const SCREENS_FOLDER = resolve(import.meta.dirname, '../../../test-artifacts/screens');

export const LANGUAGES = ['tr', 'en'] as const;
export const THEMES = ['light', 'dark'] as const;
/** Each language and each theme once, for tests that look at more than the picture. */
export const TWO_LOOKS = [
  ['tr', 'light'],
  ['en', 'dark'],
] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

export interface Screen {
  /** File name without its ending, such as 'orders' or 'connect-trendyol'. */
  name: string;
  /** Brings the screen up and waits until what it shows is there. */
  open: (page: Page) => Promise<void>;
}

/** Sets language and theme as the settings page does, and reloads the window with them. */
export async function setAppearance(page: Page, language: Language, theme: Theme): Promise<void> {
  await invoke(page, 'desktop.setPreferences', { language, theme });
  await page.reload();
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor({ state: 'attached' });
}

/** Keeps a picture of what the window shows now. */
export async function keepPicture(
  page: Page,
  name: string,
  language: Language,
  theme: Theme,
): Promise<string> {
  const path = join(SCREENS_FOLDER, `${language}-${theme}`, `${name}.png`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  return path;
}

/**
 * Pictures of every screen in both languages and themes, under test-artifacts/screens.
 * @param check runs on every screen in every appearance, for example the axe check
 */
export async function takeScreens(
  page: Page,
  screens: readonly Screen[],
  check: (page: Page, screen: Screen) => Promise<void> = async () => undefined,
): Promise<void> {
  for (const language of LANGUAGES) {
    for (const theme of THEMES) {
      await setAppearance(page, language, theme);
      for (const screen of screens) {
        await screen.open(page);
        await keepPicture(page, screen.name, language, theme);
        await check(page, screen);
      }
    }
  }
}

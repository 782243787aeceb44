import { expect, type Locator, type Page } from '@playwright/test';
import { invoke } from './bridge';

/** Goes to an address inside the window, as a link would. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, address);
}

/** The h1 of the page that is open. */
export function title(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { level: 1, name });
}

/** Opens a page by its link in the sidebar and waits for its title. */
export async function openPlace(page: Page, name: string): Promise<void> {
  const sidebar = page.getByRole('navigation', { name: /^(Sayfalar|Pages)$/ });
  await sidebar.getByRole('link', { name: new RegExp(`^${name}(,|$)`) }).click();
  await expect(title(page, name)).toBeVisible();
}

/** Leaves the two pages of a first start behind, for tests that are about something else. */
export async function passFirstStart(page: Page): Promise<void> {
  await invoke(page, 'desktop.setPreferences', { firstRunDone: true });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await goTo(page, '/');
  await expect(page.getByRole('navigation', { name: /^(Sayfalar|Pages)$/ })).toBeVisible();
}

/** Runs a command of the palette by typing it. */
export async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('searchbox').or(palette.getByRole('combobox')).fill(typed);
  await palette
    .getByRole('menuitem', { name: typed })
    .or(palette.getByRole('option', { name: typed }))
    .first()
    .click();
  await expect(palette).toBeHidden();
}

/** Collects what a page must never say: uncaught errors, console errors, refused content. */
export function watchPage(page: Page): { complaints: () => readonly string[] } {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' || /Content Security Policy|Trusted Types/i.test(text)) found.push(text);
  });
  return { complaints: () => found };
}

/** A field by its label; the sign of a required field may follow it. */
export function field(within: Page | Locator, label: string): Locator {
  return within.getByLabel(new RegExp(`^${escaped(label)}\\*?$`));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

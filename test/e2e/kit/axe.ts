import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** A page that redraws while it is looked at shows elements that are gone; a true fault is there the next time too. */
const PATIENCE_MS = 10_000;
const SERIOUS = new Set(['serious', 'critical']);

/**
 * Fails when the page has an accessibility violation of axe's grade serious or critical; the
 * failure names the rule, the elements and what is wrong with them.
 */
export async function expectAccessible(
  page: Page,
  { exclude = [] }: { exclude?: string[] } = {},
): Promise<void> {
  await expect(() => expectNoViolation(page, exclude)).toPass({ timeout: PATIENCE_MS, intervals: [500] });
}

async function expectNoViolation(page: Page, exclude: readonly string[]): Promise<void> {
  // Electron has one window target, so axe cannot open the second page it would use otherwise.
  let builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  for (const selector of exclude) builder = builder.exclude(selector);
  const { violations } = await builder.analyze();
  const found = violations
    .filter(({ impact }) => SERIOUS.has(impact ?? ''))
    .map(({ id, impact, help, nodes }) => ({
      rule: `${id} (${impact}): ${help}`,
      elements: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }));
  expect(found).toEqual([]);
}

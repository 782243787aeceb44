import type { Page, TestInfo } from '@playwright/test';

/** Keeps a picture of the window beside a failed test; Playwright itself takes one only of its own browsers. */
export async function keepFailurePicture(page: Page | undefined, info: TestInfo): Promise<void> {
  if (page === undefined || page.isClosed() || info.status === info.expectedStatus) return;
  const path = info.outputPath('window.png');
  await page.screenshot({ path, timeout: 5_000 }).then(
    () => info.attach('window', { path }),
    // The window may be gone with whatever made the test fail.
    () => undefined,
  );
}

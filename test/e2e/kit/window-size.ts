import { expect, type Page } from '@playwright/test';
import type { RunningKervan } from './launch';

/** The smallest window Kervan promises to be usable in, and a person's enlarged one. */
export const SMALL_WINDOWS = [
  { label: '1024', width: 1024, height: 640, zoom: 1 },
  { label: 'zoom200', width: 1280, height: 800, zoom: 2 },
] as const;

export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}

export const USUAL_WINDOW: WindowSize = { width: 1280, height: 800, zoom: 1 };

export async function resize({ app }: RunningKervan, { width, height, zoom }: WindowSize): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(size.width, size.height);
      window?.webContents.setZoomFactor(size.zoom);
    },
    { width, height, zoom },
  );
}

/** Only tables may be wider than the window: the page itself is not moved sideways. */
export async function expectNoOverflow(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { sideways: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
  expect(overflow, what).toEqual({ sideways: 0, down: 0 });
}

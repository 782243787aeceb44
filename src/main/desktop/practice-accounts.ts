import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DesktopHandlers } from '../../shared/contract';

type PracticeAccounts = Awaited<ReturnType<DesktopHandlers['desktop.practiceAccounts']>>;

/** What the program that runs the practice marketplaces writes. */
const demoFileSchema = z.object({
  marketplaces: z.array(
    z.object({
      id: z.string().min(1).max(64),
      url: z.url({ protocol: /^http$/, hostname: /^(127\.0\.0\.1|localhost)$/ }),
      credentials: z.record(z.string(), z.string()),
    }),
  ),
});

/** Accounts of the practice marketplaces; empty outside practice mode. They are made up, so the window may fill forms with them. */
export async function readPracticeAccounts(demoFile: string | null): Promise<PracticeAccounts> {
  if (demoFile === null) return [];
  const { marketplaces } = demoFileSchema.parse(JSON.parse(await readFile(demoFile, 'utf8')));
  return marketplaces.map(({ id, url, credentials }) => ({ integration: id, url, credentials }));
}

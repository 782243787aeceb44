import { z } from 'zod';
import type { WireError } from '../errors/app-error';
import { type ExportResult, exportFormatSchema, exportRequestSchema } from './catalogue-data';
import { type ImportView, importTokenSchema } from './imports';
import { operation } from './operation';

/** What the window remembers; kept by electron-store, never a secret. */
export const preferencesSchema = z.object({
  language: z.enum(['tr', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'normal', 'roomy']),
  /** Percent. */
  textSize: z.int().min(90).max(150),
  singleKeys: z.boolean(),
  notifications: z.boolean(),
  /** HH:mm–HH:mm in local time, or null. */
  quietHours: z
    .object({ from: z.string().regex(/^\d\d:\d\d$/), until: z.string().regex(/^\d\d:\d\d$/) })
    .nullable(),
  closeToTraySaid: z.boolean(),
  firstRunDone: z.boolean(),
  sidebarCollapsed: z.boolean(),
  /** Column state, saved views and the like, by screen; opaque to main, at most 64 KiB each. */
  screens: z.record(z.string().max(50), z.string().max(65_536)),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** Whether secrets can be kept, asked before anything else. */
export type KeyringState =
  | { readonly state: 'ready'; readonly kind: 'os' | 'passphrase' | 'masterKey'; readonly backend: string }
  | { readonly state: 'needsPassphrase'; readonly reason: 'noKeychain' }
  | { readonly state: 'locked'; readonly kind: 'passphrase' };

export type StartState =
  | { readonly state: 'starting' }
  | { readonly state: 'ready' }
  | { readonly state: 'keyring'; readonly keyring: KeyringState }
  | {
      readonly state: 'failed';
      readonly error: WireError;
      readonly backups: readonly { readonly path: string; readonly at: number; readonly bytes: number }[];
    };

const fileName = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^/\\:*?"<>|]+$/);

export const desktopOperations = {
  'desktop.startState': operation<StartState>()(z.object({})),
  'desktop.preferences': operation<Preferences>()(z.object({})),
  'desktop.setPreferences': operation<Preferences>()(preferencesSchema.partial()),
  'desktop.keyring': operation<KeyringState>()(z.object({})),
  'desktop.setPassphrase': operation<KeyringState>()(z.object({ passphrase: z.string().min(1).max(1000) })),
  'desktop.unlock': operation<KeyringState>()(z.object({ passphrase: z.string().min(1).max(1000) })),
  'desktop.restoreBackup': operation<{ readonly restored: true }>()(
    z.object({ path: z.string().min(1).max(4000) }),
  ),
  'desktop.retryStart': operation<StartState>()(z.object({})),
  /** Asks for the place of a file, then writes the export; null = the person changed their mind. */
  'desktop.export': operation<ExportResult | null>()(
    z.object({
      request: z.discriminatedUnion('what', [
        exportRequestSchema.options[0].omit({ path: true }),
        exportRequestSchema.options[1].omit({ path: true }),
        exportRequestSchema.options[2].omit({ path: true }),
      ]),
      suggestedName: fileName,
    }),
  ),
  /** Asks for a file and opens it for import; null = the person changed their mind. */
  'desktop.openImport': operation<ImportView | null>()(z.object({})),
  /** Asks for a place, then writes the rows of an import that were not taken over; null = the person changed their mind. */
  'desktop.saveImportErrors': operation<ExportResult | null>()(
    z.object({
      token: importTokenSchema,
      format: exportFormatSchema,
      language: z.enum(['tr', 'en']),
      suggestedName: fileName,
    }),
  ),
  'desktop.showInFolder': operation<{ readonly shown: true }>()(
    z.object({ path: z.string().min(1).max(4000) }),
  ),
  /** Only https addresses of documentation in the catalogue and of connected shops. */
  'desktop.openExternal': operation<{ readonly opened: true }>()(
    z.object({ url: z.url({ protocol: /^https$/ }).max(2000) }),
  ),
  'desktop.practiceAccounts': operation<
    readonly {
      readonly integration: string;
      readonly url: string;
      readonly credentials: Readonly<Record<string, string>>;
    }[]
  >()(z.object({})),
  'desktop.quit': operation<{ readonly quitting: true }>()(z.object({})),
};

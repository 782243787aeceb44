import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Which keyring guards the vault of a data folder. Kept so that one that disappears is noticed, never replaced silently. */
const choiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('os'), backend: z.string().max(50) }),
  z.object({ kind: z.literal('passphrase') }),
]);
export type KeyringChoice = z.infer<typeof choiceSchema>;

export interface KeyringChoiceFile {
  /** Null = none was chosen yet. Throws when the file is there but cannot be understood. */
  read(): KeyringChoice | null;
  write(choice: KeyringChoice): void;
}

export function keyringChoiceFile(dataDir: string): KeyringChoiceFile {
  const path = join(dataDir, 'keyring.json');
  return {
    read() {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
      return choiceSchema.parse(JSON.parse(text));
    },
    write(choice) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      writeFileSync(`${path}.part`, `${JSON.stringify(choice)}\n`, { mode: 0o600 });
      renameSync(`${path}.part`, path);
    },
  };
}

import type { CatalogueEntry } from '../../shared/connector/catalogue';
import type { KervanService, ServiceOptions } from '../service/service';
import type { Keyring } from '../vault/keyring';
import type { SecretRegistry } from '../vault/secret-registry';
import type { Backup } from './start-control';

/** What stands behind the desktop; handed in by the composition root, loaded when it is first needed. */
export interface DesktopDoors {
  readonly secretRegistry: SecretRegistry;
  openService(options: ServiceOptions): Promise<KervanService>;
  listBackups(dataDir: string): Promise<readonly Backup[]>;
  restoreBackup(
    path: string,
    options: Pick<ServiceOptions, 'dataDir' | 'nativeBinding' | 'now'>,
  ): Promise<void>;
  /** A new passphrase must be strong; one that exists is only tried. */
  passphraseKeyring(passphrase: string, isNew: boolean): Keyring;
  readonly catalogue: readonly Pick<CatalogueEntry, 'docsUrl'>[];
}

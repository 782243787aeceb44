import { catalogue } from '../../connectors';
import { runDesktop } from './desktop/run';
import { assertStrongPassphrase, createSecretRegistry, passphraseKeyring } from './vault';

/** The desktop app: the window stands at once, the service and its database are loaded behind it. */
runDesktop({
  secretRegistry: createSecretRegistry(),
  catalogue,
  async openService(options) {
    const { createService } = await import('./service/create-service');
    return createService(options);
  },
  async listBackups(dataDir) {
    const { listBackups } = await import('./database');
    return listBackups(dataDir);
  },
  async restoreBackup(path, options) {
    const { restoreBackup } = await import('./database');
    restoreBackup(path, options);
  },
  passphraseKeyring(passphrase, isNew) {
    if (isNew) assertStrongPassphrase(passphrase);
    return passphraseKeyring(passphrase);
  },
});

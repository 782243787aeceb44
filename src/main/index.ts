import { join } from 'node:path';
import { catalogue } from '../../connectors';
import { runDesktop } from './desktop/run';
import { assertStrongPassphrase, createSecretRegistry, passphraseKeyring } from './vault';

/** The desktop app: the window stands at once, the service and its database are loaded behind it. */
runDesktop({
  secretRegistry: createSecretRegistry(),
  catalogue,
  async openService(options) {
    const [{ createService }, { openLocalApi }] = await Promise.all([
      import('./service/create-service'),
      import('./desktop/local-api'),
    ]);
    let url: string | null = null;
    const service = await createService({
      ...options,
      readerWorker: join(import.meta.dirname, 'reader-worker.js'),
      apiUrl: () => url,
    });
    const server = await openLocalApi({ ...options, service });
    url = server.url;
    return {
      ...service,
      async stop() {
        await server.close();
        await service.stop();
      },
    };
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

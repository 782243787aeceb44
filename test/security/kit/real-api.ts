import { createApiApp } from '../../../src/main/api/app';
import { listen } from '../../../src/main/api/server';
import { silentLog } from '../../../src/main/log/log';
import { type InProcess, startInProcess } from '../../integration/kit/service-in-process';

/** The service in this process with its API on a real port. */
export async function startRealApi(): Promise<{ kervan: InProcess; port: number; stop(): Promise<void> }> {
  const kervan = await startInProcess();
  const app = createApiApp({ ...kervan.service, version: '0.0.0-test', log: silentLog });
  const server = await listen(app, 0);
  return {
    kervan,
    port: Number(new URL(server.url).port),
    async stop() {
      await server.close();
      await kervan.stop();
    },
  };
}

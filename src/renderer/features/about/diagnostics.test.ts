import { expect, it } from 'vitest';
import type { Overview, SystemStatus } from '../../../shared/contract/overview';
import { connectionIdSchema, problemIdSchema } from '../../../shared/domain/ids';
import { diagnosticText } from './diagnostics';

const status: SystemStatus = {
  version: '0.1.0',
  dataDir: '/home/ayse-yilmaz/.config/kervan',
  databaseBytes: 4_100_000,
  migration: 3,
  lastBackupAt: null,
  keyring: { kind: 'os', backend: 'gnome_libsecret' },
  apiUrl: 'http://127.0.0.1:4317',
  practice: false,
};

it('names versions and error codes, but no folder, shop, address or fact of an error', () => {
  const overview = {
    state: 'problem',
    products: 12,
    orders: 3,
    connections: [
      {
        id: connectionIdSchema.parse('c1'),
        integration: 'trendyol',
        integrationName: 'Trendyol',
        name: 'Ayşe Butik',
        state: 'keyRejected',
        error: {
          code: 'auth.keyRejected',
          fault: 'merchant',
          retryable: false,
          facts: { channel: 'Ayşe Butik' },
        },
        openProblems: 1,
      },
    ],
    problems: [
      {
        id: problemIdSchema.parse('1'),
        error: {
          code: 'auth.keyRejected',
          fault: 'merchant',
          retryable: false,
          facts: { channel: 'Ayşe Butik' },
        },
        connectionName: 'Ayşe Butik',
        count: 41,
        stream: 'orders',
      },
    ],
  } as unknown as Overview;
  const text = diagnosticText({
    status,
    overview,
    platform: 'linux',
    browser: 'Chrome/130.0.1 Electron/33',
    at: 0,
  });
  expect(text).toContain('connection: trendyol, keyRejected, auth.keyRejected, open errors 1');
  expect(text).toContain('error: auth.keyRejected × 41 (orders)');
  expect(text).toContain('engine: Chrome/130.0.1');
  expect(text).not.toMatch(/ay[sş]e|butik|127\.0\.0\.1|\/home/i);
});

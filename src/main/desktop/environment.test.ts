import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment';

const read = (variables: Record<string, string>, isPackaged = false) =>
  readEnvironment({ variables, appDataDir: '/home/ayse/.config', appName: 'Kervan', isPackaged });

describe('what the desktop is told from outside', () => {
  it('keeps practice data apart from the merchant’s own', () => {
    expect(read({}).dataDir).toBe('/home/ayse/.config/Kervan');
    expect(read({ KERVAN_DEMO_FILE: '/tmp/demo.json' })).toMatchObject({
      dataDir: '/home/ayse/.config/Kervan-practice',
      practice: true,
    });
  });

  it('takes an absolute data folder only', () => {
    expect(read({ KERVAN_DATA_DIR: '/srv/kervan' }).dataDir).toBe('/srv/kervan');
    expect(read({ KERVAN_DATA_DIR: 'kervan' }).dataDir).toBe('/home/ayse/.config/Kervan');
  });

  it('opens neither a development server nor a test path in a packaged app', () => {
    const variables = {
      ELECTRON_RENDERER_URL: 'http://localhost:5173',
      KERVAN_TEST_SAVE_PATH: '/tmp/a.csv',
      KERVAN_TEST_OPEN_PATH: '/tmp/b.csv',
    };
    expect(read(variables)).toMatchObject({
      devServer: 'http://localhost:5173',
      testSavePath: '/tmp/a.csv',
      testOpenPath: '/tmp/b.csv',
    });
    expect(read(variables, true)).toMatchObject({ devServer: null, testSavePath: null, testOpenPath: null });
  });

  it('takes no page of another machine for a development server', () => {
    expect(read({ ELECTRON_RENDERER_URL: 'http://example.com:5173' }).devServer).toBeNull();
    expect(read({ ELECTRON_RENDERER_URL: 'https://localhost' }).devServer).toBeNull();
  });

  it('reads the allowed hosts, one by one', () => {
    expect(read({ KERVAN_ALLOW_HOSTS: ' 127.0.0.1:4001, ,localhost:4002' }).allowHosts).toEqual([
      '127.0.0.1:4001',
      'localhost:4002',
    ]);
  });
});

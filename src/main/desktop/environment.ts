import { isAbsolute, join } from 'node:path';
import { z } from 'zod';

/** What the desktop is told from outside; read once at start. */
export interface DesktopEnvironment {
  /** Database, keys, logs and backups. */
  readonly dataDir: string;
  /** Chromium's own files and the window's preferences. */
  readonly windowDir: string;
  /** Practice marketplaces are in use. */
  readonly practice: boolean;
  /** File with their addresses and accounts. */
  readonly demoFile: string | null;
  /** host:port entries that may be reached without https. */
  readonly allowHosts: readonly string[];
  readonly nativeBinding: string | undefined;
  /** Where to keep a picture of the window, or null. */
  readonly windowPicture: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** The development server of the renderer; never in a packaged app. */
  readonly devServer: string | null;
  /** Says whether this desktop shows tray icons, where asking it gives the wrong answer; null = ask. */
  readonly hasTray: boolean | null;
  /** Answers the save dialog in tests; never in a packaged app. */
  readonly testSavePath: string | null;
  /** Answers the open dialog in tests; never in a packaged app. */
  readonly testOpenPath: string | null;
}

export interface EnvironmentSources {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The folder that the system keeps for apps of this user. */
  readonly appDataDir: string;
  readonly appName: string;
  readonly isPackaged: boolean;
}

const logLevelSchema = z.enum(['debug', 'info', 'warn', 'error']).catch('info');
const traySchema = z
  .enum(['yes', 'no'])
  .transform((answer) => answer === 'yes')
  .nullable()
  .catch(null);
const devServerSchema = z
  .url({ protocol: /^http$/, hostname: /^(localhost|127\.0\.0\.1)$/ })
  .nullable()
  .catch(null);

export function readEnvironment({
  variables,
  appDataDir,
  appName,
  isPackaged,
}: EnvironmentSources): DesktopEnvironment {
  const demoFile = absolute(variables.KERVAN_DEMO_FILE);
  const practice = demoFile !== null;
  const usualDir = join(appDataDir, practice ? `${appName}-practice` : appName);
  const dataDir = absolute(variables.KERVAN_DATA_DIR) ?? usualDir;
  return {
    dataDir,
    windowDir: join(dataDir, 'window'),
    practice,
    demoFile,
    allowHosts: (variables.KERVAN_ALLOW_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
    nativeBinding: absolute(variables.KERVAN_SQLITE_BINDING) ?? undefined,
    windowPicture: absolute(variables.KERVAN_WINDOW_PICTURE),
    logLevel: logLevelSchema.parse(variables.KERVAN_LOG_LEVEL),
    devServer: isPackaged ? null : devServerSchema.parse(variables.ELECTRON_RENDERER_URL ?? null),
    hasTray: traySchema.parse(variables.KERVAN_TRAY),
    testSavePath: isPackaged ? null : absolute(variables.KERVAN_TEST_SAVE_PATH),
    testOpenPath: isPackaged ? null : absolute(variables.KERVAN_TEST_OPEN_PATH),
  };
}

/** A relative path would depend on where the app was started from. */
function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null;
}

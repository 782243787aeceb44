import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import { declareAppScheme } from './app-protocol';
import { routeOfArguments, routeOfLink } from './deep-link';
import { Desktop } from './desktop';
import { createDesktopLog } from './desktop-log';
import type { DesktopDoors } from './doors';
import { readEnvironment } from './environment';
import { APP_SCHEME } from './page-files';

/**
 * Starts the desktop app. Must be called while the main module loads, since a few things are fixed once Electron is ready.
 * Of two starts on one data folder the second only brings the first to the front.
 */
export function runDesktop(doors: DesktopDoors): void {
  const environment = readEnvironment({
    variables: process.env,
    appDataDir: app.getPath('appData'),
    appName: 'Kervan',
    isPackaged: app.isPackaged,
  });
  mkdirSync(environment.windowDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', environment.windowDir);
  // The lock lies in that folder, so practice mode and the merchant's own Kervan can be open side by side.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }

  const log = createDesktopLog(environment, doors.secretRegistry);
  process.on('uncaughtException', (error) => log.error('uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  declareAppScheme();
  if (app.isPackaged) app.setAsDefaultProtocolClient(APP_SCHEME);
  app.setAppUserModelId('app.kervan.desktop');

  const desktop = new Desktop(environment, doors, log);
  app.on('second-instance', (_event, argv) => desktop.show(routeOfArguments(argv)));
  app.on('open-url', (_event, url) => desktop.show(routeOfLink(url)));
  app.on('activate', () => desktop.show(null));
  // The window closes, Kervan goes on in the tray.
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (!desktop.mayQuit()) event.preventDefault();
  });
  app
    .whenReady()
    .then(() => desktop.open(routeOfArguments(process.argv)))
    .catch((error: unknown) => {
      log.error('desktop not opened', { error });
      app.exit(1);
    });
}

import { join } from 'node:path';
import { app, dialog, Menu, nativeTheme, powerMonitor, safeStorage, session, shell } from 'electron';
import { windowOperations } from '../../shared/contract';
import type { Preferences, StartState } from '../../shared/contract/desktop';
import { systemLanguage } from '../../shared/wording/language';
import { createAnswer } from '../ipc/answer';
import { createEventPusher, type EventPusher } from '../ipc/event-pusher';
import { registerAnswer } from '../ipc/register';
import { createServiceHandlers } from '../ipc/service-handlers';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import { serveApp } from './app-protocol';
import { createDesktopHandlers } from './desktop-handlers';
import type { DesktopDoors } from './doors';
import type { DesktopEnvironment } from './environment';
import { keyringChoiceFile } from './keyring/keyring-choice';
import { openOsKeyring } from './keyring/os-keyring';
import { gatherLinkSources } from './links';
import { setApplicationMenu } from './menu';
import { watchNetwork } from './network-watch';
import { noticeOfSummary, noticeOfTray } from './notifications/notice';
import { createNotifier, type Notifier } from './notifications/notifier';
import { createShowNotice } from './notifications/show-notice';
import { isOnline } from './online';
import { askOpenPath } from './open-dialog';
import { APP_ORIGIN } from './page-files';
import { createQuitting, type Quitting } from './quitting';
import { askSavePath } from './save-dialog';
import { followService } from './service-news';
import { createStartControl, type StartControl } from './start-control';
import { type AppTray, createAppTray } from './tray/app-tray';
import { createTrayControl, type TrayControl } from './tray/tray-control';
import { hasTrayHost } from './tray/tray-host';
import { guardPages, guardSession } from './window/guard';
import { createMainWindow, type MainWindow } from './window/main-window';
import { keepPicture } from './window/window-picture';
import { openWindowFile } from './window-file';
import { createWindowStore, type WindowStore } from './window-store';
import { createWording, type Wording } from './wording';

/** The desktop around the service: one window, a tray icon, notifications, and the way between them. */
export class Desktop {
  readonly #environment: DesktopEnvironment;
  readonly #doors: DesktopDoors;
  readonly #log: Log;
  readonly #start: StartControl;
  readonly #quitting: Quitting;
  readonly #endings: (() => void)[] = [];
  #service: KervanService | null = null;
  #parts: DesktopParts | null = null;
  #hasTray = false;

  constructor(environment: DesktopEnvironment, doors: DesktopDoors, log: Log) {
    this.#environment = environment;
    this.#doors = doors;
    this.#log = log;
    this.#start = this.#createStart();
    this.#quitting = createQuitting({
      stop: () => this.#stop(),
      onStopped: () => app.quit(),
      onFailure: (error) => log.error('stopping failed', { error }),
    });
  }

  /** Once Electron is ready: the window first, so that it stands while the service opens. */
  async open(route: string | null): Promise<void> {
    const { practice, windowDir, hasTray } = this.#environment;
    const pageOrigin = this.#pageOrigin();
    guardSession(session.defaultSession, pageOrigin, this.#log);
    guardPages(pageOrigin, this.#log);
    serveApp(join(app.getAppPath(), 'out', 'renderer'));
    this.#parts = this.#createParts(
      createWindowStore(openWindowFile(windowDir), systemLanguage(app.getPreferredSystemLanguages())),
    );
    this.#registerAnswers(this.#parts);
    this.#applyPreferences(this.#parts.store.preferences());
    const window = this.#createWindow(this.#parts.store);
    this.#parts.window = window;
    if (route !== null) window.show(route);
    this.#log.info('window opened', { practice });
    this.#hasTray = hasTray ?? (await hasTrayHost(process.platform));
    if (this.#hasTray) this.#parts.tray = this.#createTray();
    this.#watchMachine();
    await this.#start.begin();
  }

  show(route: string | null): void {
    this.#parts?.window?.show(route);
  }

  mayQuit(): boolean {
    return this.#quitting.mayQuit();
  }

  #createStart(): StartControl {
    const { dataDir, nativeBinding, allowHosts, practice } = this.#environment;
    const doors = this.#doors;
    const now = Date.now;
    return createStartControl({
      openService: (keyring) =>
        doors.openService({
          dataDir,
          keyring,
          secretRegistry: doors.secretRegistry,
          version: app.getVersion(),
          allowHosts,
          practice,
          nativeBinding,
          now,
          log: this.#log,
        }),
      listBackups: () => doors.listBackups(dataDir),
      restoreBackup: (path) => doors.restoreBackup(path, { dataDir, nativeBinding, now }),
      osKeyring: () => openOsKeyring(safeStorage, process.platform),
      passphraseKeyring: doors.passphraseKeyring,
      choice: keyringChoiceFile(dataDir),
      onOpen: (service) => this.#follow(service),
      onChange: (state) => this.#onStart(state),
      log: this.#log,
    });
  }

  #createParts(store: WindowStore): DesktopParts {
    const wording = () => createWording(store.preferences().language);
    const pusher = createEventPusher((name, event) => this.#parts?.window?.send(name, event));
    const notifier = createNotifier({
      now: Date.now,
      show: createShowNotice({ icon: this.#icon(), onClick: (route) => this.show(route), log: this.#log }),
      summary: (count) => noticeOfSummary(count, wording()),
      settings: () => store.preferences(),
    });
    const tray = createTrayControl({
      practice: this.#environment.practice,
      wording,
      service: () => this.#service,
      draw: (model) => this.#parts?.tray?.update(model),
      openWindow: (route) => this.show(route),
      quit: () => app.quit(),
      now: Date.now,
      log: this.#log,
    });
    return { store, wording, pusher, notifier, trayControl: tray, window: null, tray: null };
  }

  #createWindow(store: WindowStore): MainWindow {
    const { devServer, windowPicture, practice } = this.#environment;
    const root = app.getAppPath();
    const window = createMainWindow({
      page: devServer ?? `${APP_ORIGIN}/`,
      preload: join(root, 'out', 'preload', 'index.cjs'),
      icon: this.#icon(),
      title: () => createWording(store.preferences().language).text(practice ? 'titlePractice' : 'title'),
      store,
      isDevelopment: !app.isPackaged,
      onClose: () => this.#onClose(store),
      log: this.#log,
    });
    if (windowPicture !== null) this.#endings.push(keepPicture(window.window, windowPicture, this.#log));
    return window;
  }

  #createTray(): AppTray {
    const { practice } = this.#environment;
    const iconsDir = join(app.getAppPath(), 'resources', 'icons', 'tray');
    return createAppTray({ iconsDir, practice, onAction: (action) => this.#parts?.trayControl.run(action) });
  }

  #registerAnswers({ store }: DesktopParts): void {
    const desktopHandlers = createDesktopHandlers({
      start: this.#start,
      store,
      dataDir: this.#environment.dataDir,
      demoFile: this.#environment.demoFile,
      askSavePath: (name, format) =>
        askSavePath({
          name,
          format,
          window: this.#parts?.window?.window ?? null,
          wording: createWording(store.preferences().language),
          answer: this.#environment.testSavePath,
          dialog,
          folder: app.getPath('downloads'),
        }),
      askOpenPath: () =>
        askOpenPath({
          window: this.#parts?.window?.window ?? null,
          wording: createWording(store.preferences().language),
          answer: this.#environment.testOpenPath,
          dialog,
          folder: app.getPath('downloads'),
        }),
      linkSources: () => gatherLinkSources(this.#doors.catalogue, this.#service),
      openLink: (url) => shell.openExternal(url),
      showFile: (path) => shell.showItemInFolder(path),
      onPreferences: (preferences) => this.#applyPreferences(preferences),
      // The answer must reach the window before it goes.
      quit: () => void setImmediate(() => app.quit()),
    });
    const answer = createAnswer({
      origin: this.#pageOrigin(),
      operations: windowOperations,
      handlers: { ...createServiceHandlers(() => this.#start.service()), ...desktopHandlers },
      log: this.#log,
    });
    registerAnswer(answer, (contents) => contents === this.#parts?.window?.window.webContents);
  }

  #follow(service: KervanService): void {
    this.#service = service;
    const parts = this.#parts;
    if (parts === null) return;
    followService(service, {
      pusher: parts.pusher,
      notifier: parts.notifier,
      wording: parts.wording,
      isWindowVisible: () => parts.window?.isVisible() ?? false,
      onState: (state) => parts.trayControl.refresh(state),
      log: this.#log,
    });
  }

  #onStart(state: StartState): void {
    this.#parts?.pusher.push('start.changed', state);
    this.#parts?.trayControl.start(state);
  }

  #watchMachine(): void {
    const wake = () => this.#service?.wake();
    powerMonitor.on('resume', wake);
    this.#endings.push(() => powerMonitor.off('resume', wake));
    this.#endings.push(watchNetwork({ isOnline, onOnline: wake }));
  }

  #applyPreferences(preferences: Preferences): void {
    nativeTheme.themeSource = preferences.theme;
    const wording = createWording(preferences.language);
    const actions = {
      openSettings: () => this.show('/settings'),
      syncAll: () => this.#parts?.trayControl.run({ kind: 'syncAll' }),
      closeWindow: () => this.#parts?.window?.window.close(),
      quit: () => app.quit(),
    };
    setApplicationMenu(wording, actions, !app.isPackaged);
    this.#parts?.window?.refresh();
    this.#parts?.trayControl.refresh();
  }

  /** Kervan goes on without the window; the first time it says so. */
  #onClose(store: WindowStore): 'hide' | 'minimise' | 'close' {
    if (this.#quitting.isQuitting()) return 'close';
    if (!this.#hasTray) return 'minimise';
    if (!store.preferences().closeToTraySaid) {
      store.setPreferences({ closeToTraySaid: true });
      this.#parts?.notifier.tell(noticeOfTray(createWording(store.preferences().language)));
    }
    return 'hide';
  }

  async #stop(): Promise<void> {
    this.#log.info('quitting');
    for (const end of this.#endings) end();
    this.#parts?.notifier.stop();
    this.#parts?.trayControl.stop();
    this.#parts?.tray?.destroy();
    this.#parts?.pusher.stop();
    this.#service = null;
    await this.#start.stop();
    Menu.setApplicationMenu(null);
  }

  #pageOrigin(): string {
    const { devServer } = this.#environment;
    return devServer === null ? APP_ORIGIN : new URL(devServer).origin;
  }

  #icon(): string {
    const folder = this.#environment.practice ? 'app-practice' : 'app';
    return join(app.getAppPath(), 'resources', 'icons', folder, '256.png');
  }
}

interface DesktopParts {
  readonly store: WindowStore;
  readonly wording: () => Wording;
  readonly pusher: EventPusher;
  readonly notifier: Notifier;
  readonly trayControl: TrayControl;
  window: MainWindow | null;
  tray: AppTray | null;
}

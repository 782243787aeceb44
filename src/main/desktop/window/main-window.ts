import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { EventName, KervanEvents } from '../../../shared/contract';
import { sendEvent } from '../../ipc/register';
import type { Log } from '../../log/log';
import type { WindowStore } from '../window-store';
import { MIN_SIZE, openingBounds } from './bounds';

export interface MainWindowOptions {
  /** Address of the page, without a fragment. */
  readonly page: string;
  readonly preload: string;
  readonly icon: string;
  readonly title: () => string;
  readonly store: WindowStore;
  readonly isDevelopment: boolean;
  /** Closing only hides (tray) or minimises; `quitting` lets it go. */
  readonly onClose: () => 'hide' | 'minimise' | 'close';
  readonly log: Log;
}

/** The one window: made at start, shown when it can be seen whole, kept while Kervan works in the tray. */
export interface MainWindow {
  /** Brings it to the front, at this place if one is given. */
  show(route?: string | null): void;
  isVisible(): boolean;
  send<Name extends EventName>(name: Name, event: KervanEvents[Name]): void;
  /** The language or the preferences changed. */
  refresh(): void;
  readonly window: BrowserWindow;
}

const CANVAS = { light: '#F6F7F9', dark: '#0F1318' } as const;
const SAVE_AFTER_MS = 500;
const RELOADS_PER_MINUTE = 3;

export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { store, page, log } = options;
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...openingBounds(store.bounds(), workAreas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: options.title(),
    icon: options.icon,
    backgroundColor: canvas(),
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.isDevelopment,
      // Progress must be right when the window comes back from the tray.
      backgroundThrottling: false,
    },
  });
  let isLoaded = false;
  let waitingRoute: string | null = null;

  window.once('ready-to-show', () => {
    if (store.isMaximised()) window.maximize();
    window.show();
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', (event) => {
    const what = options.onClose();
    if (what === 'close') return;
    event.preventDefault();
    if (what === 'hide') window.hide();
    else window.minimize();
  });
  window.webContents.on('did-finish-load', () => {
    isLoaded = true;
    if (waitingRoute === null) return;
    sendEvent(window.webContents, 'navigate', { to: waitingRoute });
    waitingRoute = null;
  });
  rememberBounds(window, store);
  reloadAfterCrash(window, log);
  const paint = () => window.setBackgroundColor(canvas());
  nativeTheme.on('updated', paint);
  window.on('closed', () => nativeTheme.off('updated', paint));
  void window.loadURL(page).catch((error: unknown) => log.error('page not loaded', { error }));

  return {
    window,
    show(route = null) {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (route === null) return;
      if (isLoaded) sendEvent(window.webContents, 'navigate', { to: route });
      else waitingRoute = route;
    },
    isVisible: () => !window.isDestroyed() && window.isVisible() && !window.isMinimized(),
    send(name, event) {
      if (!window.isDestroyed()) sendEvent(window.webContents, name, event);
    },
    refresh() {
      if (!window.isDestroyed()) window.setTitle(options.title());
    },
  };
}

/** The page's own canvas, so that nothing flashes before it is drawn. */
function canvas(): string {
  return nativeTheme.shouldUseDarkColors ? CANVAS.dark : CANVAS.light;
}

function rememberBounds(window: BrowserWindow, store: WindowStore): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const save = () => {
    timer = null;
    if (window.isDestroyed() || window.isMinimized()) return;
    store.saveBounds(window.getNormalBounds(), window.isMaximized());
  };
  const soon = () => {
    timer ??= setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', save);
  window.on('closed', () => {
    if (timer !== null) clearTimeout(timer);
  });
}

/** A page that dies is opened anew, unless it keeps dying. */
function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('page gone', { reason, exitCode });
    const now = Date.now();
    deaths = [...deaths.filter((time) => now - time < 60_000), now];
    if (deaths.length <= RELOADS_PER_MINUTE) window.webContents.reload();
  });
}

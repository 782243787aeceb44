import { app, type Session } from 'electron';
import type { Log } from '../../log/log';
import { mayLoad, mayShow } from './addresses';

/** No permission, no download, no remote address for anything that runs in this session. */
export function guardSession(session: Session, pageOrigin: string, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.info('permission refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    const isAllowed = mayLoad(details.url, pageOrigin);
    if (!isAllowed) log.warn('request of the page refused', { address: safeAddress(details.url) });
    answer({ cancel: !isAllowed });
  });
}

/** Every page, present and to come: no other address, no new window, no page inside a page. */
export function guardPages(pageOrigin: string, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (event: { preventDefault(): void }, url: string) => {
      if (mayShow(url, pageOrigin)) return;
      event.preventDefault();
      log.warn('navigation refused', { address: safeAddress(url) });
    };
    contents.on('will-navigate', (event) => refuse(event, event.url));
    contents.on('will-frame-navigate', (event) => refuse(event, event.url));
    contents.on('will-redirect', (event) => refuse(event, event.url));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log.warn('new window refused', { address: safeAddress(url) });
      return { action: 'deny' };
    });
  });
}

/** Without query and fragment, which may hold anything. */
function safeAddress(url: string): string {
  return (url.split(/[?#]/)[0] ?? '').slice(0, 200);
}

import { protocol } from 'electron';
import { APP_SCHEME, answerPageRequest, readerOf } from './page-files';

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built renderer; nothing else of the disk is reachable through it. */
export function serveApp(rendererDir: string): void {
  const readFile = readerOf(rendererDir);
  protocol.handle(APP_SCHEME, (request) => answerPageRequest(request, rendererDir, readFile));
}

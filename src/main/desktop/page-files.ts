import { readFile as readFromDisk, realpath } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { CONTENT_POLICY } from './content-policy';

export const APP_SCHEME = 'kervan';
export const APP_ORIGIN = 'kervan://app';

/** Only what a built page consists of; anything else is not there. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

interface PageRequest {
  readonly method: string;
  readonly url: string;
}

export type ReadFile = (path: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Reads files that really lie in the folder; a link that leads out of it is not followed. */
export function readerOf(folder: string): ReadFile {
  return async (path) => {
    const [place, root] = await Promise.all([realpath(path), realpath(folder)]);
    if (!place.startsWith(root + sep)) throw new Error('outside the folder');
    return new Uint8Array(await readFromDisk(place));
  };
}

/** Answers a request of the app's own scheme with a file under `folder`; 404 for all else, always with the policy. */
export async function answerPageRequest(
  request: PageRequest,
  folder: string,
  readFile: ReadFile,
): Promise<Response> {
  const found = locate(request, folder);
  if (found === null) return refusal(404);
  try {
    const body = await readFile(found.path);
    return new Response(body, {
      headers: { ...HEADERS, 'content-type': found.type, 'cache-control': 'no-cache' },
    });
  } catch {
    return refusal(404);
  }
}

function locate({ method, url }: PageRequest, folder: string): { path: string; type: string } | null {
  if (method !== 'GET') return null;
  const path = pathOf(url);
  if (path === null) return null;
  const full = normalize(join(folder, path === '/' ? 'index.html' : path));
  const type = CONTENT_TYPES[extname(full)];
  return full.startsWith(folder + sep) && type !== undefined ? { path: full, type } : null;
}

function pathOf(url: string): string | null {
  try {
    const { protocol, host, pathname } = new URL(url);
    const path = decodeURIComponent(pathname);
    const isOurs = protocol === `${APP_SCHEME}:` && host === 'app' && !/[\0\\]/.test(path);
    return isOurs ? path : null;
  } catch {
    return null;
  }
}

function refusal(status: number): Response {
  return new Response('', { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
}

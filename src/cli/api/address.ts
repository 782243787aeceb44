import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { sentences } from '../words/sentences';

export interface Address {
  readonly url: string;
  readonly token: string;
}

export interface AddressSources {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly url?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly dataDir?: string;
}

/** Written by the desktop into its data folder. */
const PORT_FILE = 'api-port';
const TOKEN_FILE = 'api-token';
const TOKEN = /^[A-Za-z0-9._~+/=-]{8,500}$/;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What is given counts, then the environment, then what the desktop left in its data folder. */
export function findAddress(sources: AddressSources): Address {
  const folder = sources.dataDir ? resolve(sources.dataDir) : usualFolder(sources);
  return { url: findUrl(sources, folder), token: findToken(sources, folder) };
}

function findUrl({ url, variables }: AddressSources, folder: string): string {
  const given = url || variables.KERVAN_API_URL;
  if (given) return checkedUrl(given);
  const file = join(folder, PORT_FILE);
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').trim()) : 0;
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Failure(exitCodes.notRunning, sentences.noPort, { file });
  return `http://127.0.0.1:${port}`;
}

/** Only this computer: the token goes nowhere else. */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fits = url !== null && url.protocol === 'http:' && LOOPBACK.has(url.hostname) && url.username === '';
  if (!fits) throw new Failure(exitCodes.usage, sentences.badUrl, { url: text });
  return url.origin;
}

function findToken({ token, tokenFile, variables }: AddressSources, folder: string): string {
  if (token) return checkedToken(token);
  if (tokenFile) return checkedToken(readToken(resolve(tokenFile)));
  if (variables.KERVAN_API_TOKEN) return checkedToken(variables.KERVAN_API_TOKEN);
  return checkedToken(readToken(join(folder, TOKEN_FILE)));
}

function readToken(file: string): string {
  if (!existsSync(file)) throw new Failure(exitCodes.notAllowed, sentences.noToken, { file });
  return readFileSync(file, 'utf8');
}

function checkedToken(text: string): string {
  const token = text.trim();
  if (!TOKEN.test(token)) throw new Failure(exitCodes.usage, sentences.badToken);
  return token;
}

/** Where the desktop keeps its data, as Electron does. */
function usualFolder({ variables, platform }: AddressSources): string {
  if (variables.KERVAN_DATA_DIR) return resolve(variables.KERVAN_DATA_DIR);
  if (platform === 'win32') return join(variables.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Kervan');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Kervan');
  return join(variables.XDG_CONFIG_HOME || join(homedir(), '.config'), 'Kervan');
}

import { expect, it } from 'vitest';
import { findProgram } from './find-program';

const find = (
  platform: NodeJS.Platform,
  environment: Record<string, string>,
  files: readonly string[],
  name: 'cloudflared' | 'ngrok' = 'cloudflared',
) => findProgram(name, { platform, environment, isProgram: (file) => files.includes(file) });

it('takes the first on PATH, before the usual places', () => {
  const files = ['/home/a/bin/cloudflared', '/usr/local/bin/cloudflared'];
  expect(find('linux', { PATH: '/none:/home/a/bin' }, files)).toBe('/home/a/bin/cloudflared');
  expect(find('linux', { PATH: '/none' }, files)).toBe('/usr/local/bin/cloudflared');
});

it('never takes one from the folder Kervan happens to run in', () => {
  const files = ['cloudflared', './cloudflared', 'bin/cloudflared'];
  expect(find('linux', { PATH: ':.:bin' }, files)).toBeNull();
});

it('finds what Homebrew, a package manager of Windows and an installer left', () => {
  expect(find('darwin', { PATH: '/usr/bin' }, ['/opt/homebrew/bin/ngrok'], 'ngrok')).toBe(
    '/opt/homebrew/bin/ngrok',
  );
  const windows = {
    Path: 'C:\\Windows',
    LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local',
    'ProgramFiles(x86)': 'C:\\P86',
  };
  expect(find('win32', windows, ['C:\\P86\\cloudflared\\cloudflared.exe'])).toBe(
    'C:\\P86\\cloudflared\\cloudflared.exe',
  );
  const links = 'C:\\Users\\a\\AppData\\Local\\Microsoft\\WinGet\\Links\\ngrok.exe';
  expect(find('win32', windows, [links], 'ngrok')).toBe(links);
});

it('says when there is none, whatever is missing in the surroundings', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) expect(find(platform, {}, [])).toBeNull();
});

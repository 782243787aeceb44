import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { TunnelProgram } from '../../shared/contract/tunnel';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  isProgram(file: string): boolean;
}

export const isProgramFile = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** The whole path of an installed program: PATH first, then where installers put it; null = not installed. */
export function findProgram(name: TunnelProgram, surroundings: Surroundings): string | null {
  const { environment, platform, isProgram } = surroundings;
  const isWindows = platform === 'win32';
  const path = isWindows ? win32 : posix;
  const file = isWindows ? `${name}.exe` : name;
  const listed = (environment.PATH ?? environment.Path ?? '').split(path.delimiter);
  for (const folder of [...listed, ...usualFolders(name, surroundings)]) {
    // A folder relative to wherever Kervan was started is nobody's installation.
    if (!path.isAbsolute(folder)) continue;
    const candidate = path.join(folder, file);
    if (isProgram(candidate)) return candidate;
  }
  return null;
}

/** A program started from the desktop is told a short PATH, above all on macOS. */
function usualFolders(name: TunnelProgram, { environment: env, platform }: Surroundings): readonly string[] {
  switch (platform) {
    case 'win32': {
      const bases = [env['ProgramFiles(x86)'], env.ProgramFiles, env.LOCALAPPDATA];
      const shared = [
        [env.LOCALAPPDATA, 'Microsoft', 'WinGet', 'Links'],
        [env.ProgramData, 'chocolatey', 'bin'],
        [env.USERPROFILE, 'scoop', 'shims'],
      ];
      return [...bases.map((base) => [base, name]), ...shared].flatMap(joined(win32.join));
    }
    case 'darwin':
      return ['/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'];
    default:
      return [
        '/usr/local/bin',
        '/usr/bin',
        '/snap/bin',
        ...[[env.HOME, '.local', 'bin']].flatMap(joined(posix.join)),
      ];
  }
}

const joined =
  (join: (...parts: string[]) => string) =>
  ([base, ...rest]: readonly (string | undefined)[]): readonly string[] =>
    base === undefined || base === '' ? [] : [join(base, ...rest.filter((part) => part !== undefined))];

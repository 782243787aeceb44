import { join } from 'node:path';
import type { TrayIconState } from './tray-model';

export interface TrayIconLook {
  readonly state: TrayIconState;
  readonly practice: boolean;
  readonly platform: NodeJS.Platform;
  /** The panel is dark. */
  readonly dark: boolean;
}

/** File of an icon; resources/README.md has the naming. KDE draws 24 px where it asks for 22. */
export function trayIconPath(iconsDir: string, { state, practice, platform, dark }: TrayIconLook): string {
  const name = `${state}${practice ? '-practice' : ''}`;
  if (platform === 'darwin') return join(iconsDir, `${name}Template.png`);
  const size = platform === 'win32' ? 16 : 24;
  return join(iconsDir, `${name}${dark ? '-dark' : ''}-${size}.png`);
}

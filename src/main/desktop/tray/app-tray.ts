import { Menu, nativeImage, nativeTheme, Tray } from 'electron';
import { trayIconPath } from './tray-icon';
import { menuTemplate } from './tray-menu';
import type { TrayAction, TrayModel } from './tray-model';

export interface AppTray {
  update(model: TrayModel): void;
  destroy(): void;
}

export interface AppTrayOptions {
  readonly iconsDir: string;
  readonly practice: boolean;
  readonly onAction: (action: TrayAction) => void;
}

/** The icon beside the clock. It changes only what differs, since some desktops flicker on every change. */
export function createAppTray({ iconsDir, practice, onAction }: AppTrayOptions): AppTray {
  const iconOf = (state: TrayModel['icon']) =>
    nativeImage.createFromPath(
      trayIconPath(iconsDir, { state, practice, platform: process.platform, dark: isPanelDark() }),
    );
  const tray = new Tray(iconOf('fine'));
  let current: TrayModel | null = null;

  const redraw = () => {
    if (current !== null) tray.setImage(iconOf(current.icon));
  };
  nativeTheme.on('updated', redraw);
  tray.on('click', () => onAction({ kind: 'open', route: null }));

  return {
    update(model) {
      const before = current;
      current = model;
      if (before?.icon !== model.icon) redraw();
      if (before?.tooltip !== model.tooltip) tray.setToolTip(model.tooltip);
      if (JSON.stringify(before?.items) === JSON.stringify(model.items)) return;
      tray.setContextMenu(Menu.buildFromTemplate(menuTemplate(model.items, onAction)));
    },
    destroy() {
      nativeTheme.off('updated', redraw);
      tray.destroy();
    },
  };
}

/** Panels of Linux desktops are dark as a rule, whatever the windows are. */
function isPanelDark(): boolean {
  return process.platform === 'linux' || nativeTheme.shouldUseDarkColors;
}

import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Wording } from './wording';

export interface MenuActions {
  readonly openSettings: () => void;
  readonly syncAll: () => void;
  readonly closeWindow: () => void;
  readonly quit: () => void;
}

/** The application menu: what the system expects in one, and no more. */
export function setApplicationMenu(wording: Wording, actions: MenuActions, isDevelopment: boolean): void {
  const text = (key: string) => wording.text(`menu.${key}`);
  const isMac = process.platform === 'darwin';
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      label: text('app'),
      submenu: [
        { label: wording.text('tray.syncAll'), click: actions.syncAll },
        { label: text('settings'), accelerator: 'CmdOrCtrl+,', click: actions.openSettings },
        line,
        ...(isMac
          ? [
              { role: 'hide' as const, label: text('hide') },
              { role: 'hideOthers' as const, label: text('hideOthers') },
              { role: 'unhide' as const, label: text('showAll') },
              line,
            ]
          : []),
        { label: text('closeWindow'), accelerator: 'CmdOrCtrl+W', click: actions.closeWindow },
        { label: text('quit'), accelerator: 'CmdOrCtrl+Q', click: actions.quit },
      ],
    },
    {
      label: text('edit'),
      submenu: [
        { role: 'undo', label: text('undo') },
        { role: 'redo', label: text('redo') },
        line,
        { role: 'cut', label: text('cut') },
        { role: 'copy', label: text('copy') },
        { role: 'paste', label: text('paste') },
        { role: 'selectAll', label: text('selectAll') },
      ],
    },
    {
      label: text('view'),
      submenu: [
        { role: 'resetZoom', label: text('actualSize') },
        { role: 'zoomIn', label: text('zoomIn') },
        { role: 'zoomOut', label: text('zoomOut') },
        line,
        { role: 'togglefullscreen', label: text('fullScreen') },
        ...(isDevelopment
          ? [
              line,
              { role: 'reload' as const, label: text('reload') },
              { role: 'toggleDevTools' as const, label: text('developerTools') },
            ]
          : []),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

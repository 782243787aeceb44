import type { MenuItemConstructorOptions } from 'electron';
import type { TrayAction, TrayItem } from './tray-model';

/** The model's items as Electron wants them. */
export function menuTemplate(
  items: readonly TrayItem[],
  onAction: (action: TrayAction) => void,
): MenuItemConstructorOptions[] {
  return items.map((item) => {
    if (item.kind === 'line') return { type: 'separator' };
    const label = escapeMnemonic(item.label);
    if (item.kind === 'menu') return { label, submenu: menuTemplate(item.items, onAction) };
    return { label, enabled: item.enabled, click: () => onAction(item.action) };
  });
}

/** "&" marks a key in menus; a shop may be called "Anne & Bebek". */
function escapeMnemonic(label: string): string {
  return label.replaceAll('&', '&&');
}

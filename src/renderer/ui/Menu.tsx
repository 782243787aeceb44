import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { classNames } from './class-names';
import styles from './Popover.module.css';

export type MenuEntry =
  | { readonly kind: 'separator'; readonly id: string }
  | {
      readonly kind?: 'action';
      readonly id: string;
      readonly label: string;
      readonly icon?: LucideIcon;
      readonly shortcut?: string;
      /** Why it cannot be done now; the entry stays, greyed, with this under it. */
      readonly disabledReason?: string;
      readonly note?: string;
      readonly isDestructive?: boolean;
      readonly isTicked?: boolean;
      readonly onAction: () => void;
    };

interface MenuProps {
  readonly trigger: ReactElement;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
}

export function Menu({ trigger, label, entries, placement = 'bottom end' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={4} className={styles.popover}>
        <AriaMenu aria-label={label} className={styles.list}>
          {entries.map((entry) => (
            <MenuLine key={entry.id} entry={entry} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

function MenuLine({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <Separator className={styles.separator} />;
  const { id, label, icon: Icon, shortcut, disabledReason, note, isDestructive, isTicked, onAction } = entry;
  const line = disabledReason ?? note;
  return (
    <MenuItem
      id={id}
      textValue={label}
      isDisabled={disabledReason !== undefined}
      onAction={onAction}
      className={classNames(styles.item, isDestructive && styles.danger)}
    >
      {(Icon || isTicked !== undefined) && (
        <span className={styles.tick} aria-hidden="true">
          {isTicked ? <Check size={16} /> : Icon && <Icon size={16} />}
        </span>
      )}
      <span className={styles.itemText}>
        {label}
        {line && <span className={styles.itemNote}>{line}</span>}
      </span>
      {shortcut && <kbd className={styles.shortcut}>{shortcut}</kbd>}
    </MenuItem>
  );
}

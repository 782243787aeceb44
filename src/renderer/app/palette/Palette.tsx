import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { useText } from '../../i18n/use-text';
import { ScrollRegion } from '../../ui';
import styles from './Palette.module.css';
import type { PaletteGroup, PaletteItem } from './palette-items';
import { useHits } from './use-hits';
import { usePaletteGroups } from './use-palette-groups';

const SHOWN_PER_GROUP = 5;
/** A scanned code that has exactly one exact hit opens it without another key. */
const SCANNED = /^\d{8,14}$/;

interface PaletteProps {
  /** What the field starts with: a scanned barcode, or nothing. */
  readonly typed: string;
  readonly onClose: () => void;
}

/** One field over everything: pages, commands, connections, products and orders. */
export function Palette({ typed: first, onClose }: PaletteProps) {
  const text = useText('shell');
  const [typed, setTyped] = useState(first);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { hits, isSearching } = useHits(typed);
  const groups = usePaletteGroups(typed, hits);
  const choose = (item: PaletteItem) => {
    onClose();
    item.run();
  };
  const exact = groups.find((group) => group.id === 'exact')?.items ?? [];
  const onlyHit = SCANNED.test(first) && typed === first && exact.length === 1 ? exact[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: acts once, when the one hit is known
  useEffect(() => {
    if (onlyHit) choose(onlyHit);
  }, [onlyHit?.id]);

  const act = (key: string) => {
    const more = /^more-(\w+)$/.exec(key)?.[1];
    if (more !== undefined) {
      setOpened(new Set([...opened, more]));
      return;
    }
    const item = groups.flatMap((group) => group.items).find(({ id }) => id === key);
    if (item) choose(item);
  };

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={styles.overlay}
    >
      <Modal className={styles.modal}>
        <Dialog aria-label={text('palette.title')} className={styles.dialog}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={text('palette.title')} autoFocus className={styles.field}>
              <Search size={16} aria-hidden className={styles.icon} />
              <Input
                className={styles.input}
                placeholder={text('palette.placeholder')}
                spellCheck="false"
                onKeyDown={(event) => {
                  if (event.key === 'Escape' && typed === '') onClose();
                }}
              />
            </SearchField>
            <ScrollRegion className={styles.list} label={text('palette.results')}>
              <Menu
                aria-label={text('palette.title')}
                className={styles.menu}
                onAction={(key) => act(String(key))}
                shouldCloseOnSelect={false}
                renderEmptyState={() => (
                  <div className={styles.none}>
                    {text(isSearching ? 'palette.searching' : 'palette.none')}
                  </div>
                )}
              >
                {groups.map((group) => (
                  <GroupSection key={group.id} group={group} isOpen={opened.has(group.id)} />
                ))}
              </Menu>
            </ScrollRegion>
          </Autocomplete>
          <div className={styles.help}>{text('palette.help')}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function GroupSection({ group, isOpen }: { readonly group: PaletteGroup; readonly isOpen: boolean }) {
  const text = useText('shell');
  const shown = isOpen ? group.items : group.items.slice(0, SHOWN_PER_GROUP);
  const isCut = shown.length < group.items.length;
  return (
    <MenuSection id={group.id} aria-label={text(`palette.group.${group.id}`)}>
      <Header className={styles.heading}>{text(`palette.group.${group.id}`)}</Header>
      {shown.map((item) => (
        <MenuItem
          key={item.id}
          id={item.id}
          textValue={item.label}
          isDisabled={item.disabledReason !== undefined}
          className={styles.item}
        >
          <span className={styles.label}>{item.label}</span>
          {(item.disabledReason ?? item.detail) && (
            <span className={styles.detail}>{item.disabledReason ?? item.detail}</span>
          )}
          {item.shortcut && <kbd className={styles.shortcut}>{item.shortcut}</kbd>}
        </MenuItem>
      ))}
      {isCut && (
        <MenuItem
          id={`more-${group.id}`}
          textValue={text('palette.showAll', { count: group.items.length })}
          className={styles.item}
        >
          <span className={styles.more}>{text('palette.showAll', { count: group.items.length })}</span>
        </MenuItem>
      )}
    </MenuSection>
  );
}

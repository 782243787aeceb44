import './locale';
import { ListPlus, MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/use-text';
import { Button, ChoiceChip, FormDialog, IconButton, Menu, TextField, useToast } from '../../ui';
import { askedPart } from './address';
import styles from './GridPage.module.css';
import { type SavedView, useSavedViews } from './saved-views';

interface ViewBarProps {
  /** Names the grid whose views are kept. */
  readonly grid: string;
  readonly given: readonly SavedView[];
  readonly params: URLSearchParams;
  readonly onChoose: (params: URLSearchParams) => void;
  /** Count of a view's rows; a hook, called once per chip. */
  readonly useCount: (search: string) => number | undefined;
}

/** Saved views as chips with their counts; a changed one says so. */
export function ViewBar({ grid, given, params, onChoose, useCount }: ViewBarProps) {
  const text = useText('gridPage');
  const toast = useToast();
  const own = useSavedViews(grid);
  const [isSaving, setSaving] = useState(false);
  const all = [...given, ...own.views].map((view) => ({
    ...view,
    search: askedPart(new URLSearchParams(view.search)),
  }));
  const asked = askedPart(params);
  const named = all.find((view) => view.id === params.get('view'));
  const current = named ?? all.find((view) => view.search === asked);
  const isChanged = named !== undefined && named.search !== asked;
  const isOwn = own.views.some((view) => view.id === current?.id);
  const choose = (view: SavedView) => {
    const next = new URLSearchParams(view.search);
    next.set('view', view.id);
    onChoose(next);
  };
  const remove = (view: SavedView) => {
    own.remove(view.id);
    toast({ kind: 'info', text: text('views.removed', { name: view.name }) });
    if (given[0]) choose(given[0]);
  };
  return (
    <fieldset className={styles.views} aria-label={text('views.label')} data-views="">
      {all.map((view) => (
        <ViewChip
          key={view.id}
          view={view}
          isSelected={view.id === current?.id}
          onChoose={choose}
          useCount={useCount}
        />
      ))}
      {isChanged && (
        <>
          <span className={styles.muted}>{text('views.changed')}</span>
          {isOwn && (
            <Button size="small" variant="quiet" onPress={() => own.change(named.id, asked)}>
              {text('views.keep')}
            </Button>
          )}
          <Button size="small" variant="quiet" onPress={() => choose(named)}>
            {text('views.revert')}
          </Button>
        </>
      )}
      {asked !== '' && (isChanged || !current) && (
        <Button size="small" variant="quiet" icon={ListPlus} onPress={() => setSaving(true)}>
          {text('views.save')}
        </Button>
      )}
      {current && (
        <Menu
          label={text('views.manage')}
          placement="bottom start"
          trigger={<IconButton size="small" icon={MoreHorizontal} label={text('views.manage')} />}
          entries={[
            {
              id: 'default',
              label: text('views.default'),
              isTicked: own.opensWith === current.id,
              onAction: () => own.openWith(own.opensWith === current.id ? null : current.id),
            },
            ...(isOwn
              ? [
                  {
                    id: 'remove',
                    label: text('views.remove'),
                    isDestructive: true,
                    onAction: () => remove(current),
                  },
                ]
              : []),
          ]}
        />
      )}
      {isSaving && (
        <SaveDialog
          taken={all.map((view) => view.name)}
          onClose={() => setSaving(false)}
          onSave={(name) => {
            setSaving(false);
            choose(own.add(name, asked));
          }}
        />
      )}
    </fieldset>
  );
}

interface ViewChipProps {
  readonly view: SavedView;
  readonly isSelected: boolean;
  readonly onChoose: (view: SavedView) => void;
  readonly useCount: (search: string) => number | undefined;
}

function ViewChip({ view, isSelected, onChoose, useCount }: ViewChipProps) {
  return (
    <ChoiceChip
      label={view.name}
      count={useCount(view.search)}
      isSelected={isSelected}
      onChange={() => onChoose(view)}
    />
  );
}

interface SaveDialogProps {
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onSave: (name: string) => void;
}

function SaveDialog({ taken, onClose, onSave }: SaveDialogProps) {
  const text = useText('gridPage');
  const common = useText('common');
  const [name, setName] = useState('');
  const trimmed = name.trim();
  const isTaken = taken.includes(trimmed);
  return (
    <FormDialog
      onClose={onClose}
      title={text('views.saveTitle')}
      saveLabel={common('action.save')}
      isDisabled={trimmed === '' || isTaken}
      onSave={() => onSave(trimmed)}
    >
      <TextField
        label={text('views.name')}
        help={text('views.saveHelp')}
        error={isTaken ? text('views.nameTaken') : undefined}
        value={name}
        onChange={setName}
        maxLength={60}
        autoFocus
      />
    </FormDialog>
  );
}

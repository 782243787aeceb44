import { useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { PreviewCounts, RulesSheet } from '../../../shared/contract/rules';
import type { ListingId } from '../../../shared/domain/ids';
import { type ValueKind, valueKindSchema } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { Button, ChoiceChip, DataGrid, EmptyState, ErrorState } from '../../ui';
import { PreviewSteps } from './PreviewSteps';
import { CHANGES, type ChangeFilter, countOf, previewSource } from './preview-source';
import styles from './Rules.module.css';
import type { RulePreview } from './use-preview';
import { usePreviewColumns } from './use-preview-columns';
import type { RuleEditor } from './use-rule-editor';

interface PreviewPaneProps {
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
  readonly editor: RuleEditor;
  readonly preview: RulePreview;
}

/** What the rule does to every matched product, before it is saved. */
export function PreviewPane({ connection, sheet, editor, preview }: PreviewPaneProps) {
  const text = useText('rules');
  const navigate = useNavigate();
  const kinds = valueKindSchema.options.filter((kind) => sheet.capabilities[kind]);
  const [chosenKind, setKind] = useState<ValueKind>('price');
  const kind = kinds.includes(chosenKind) ? chosenKind : (kinds[0] ?? 'price');
  const [change, setChange] = useState<ChangeFilter>('all');
  const [opened, setOpened] = useState<ListingId>();
  const columns = usePreviewColumns(kind);
  const { rules, counts, isCounted, asker, token } = preview;
  const latest = useRef(counts);
  latest.current = counts;
  const { connectionId } = sheet;
  const source = useMemo(
    () => previewSource(connectionId, asker, () => latest.current),
    [connectionId, asker],
  );
  const total = counts && isCounted ? countOf(counts, kind, change) : undefined;
  return (
    <section className={styles.preview} aria-label={text('preview.title')}>
      <h2 className={styles.subtitle}>{text('preview.title')}</h2>
      <PreviewNotes kind={kind} sheet={sheet} editor={editor} preview={preview} />
      <div className={styles.grid}>
        <DataGrid
          gridId={`rules-${kind}`}
          label={text('preview.grid', { name: connection.name })}
          columns={columns}
          source={source}
          filter={{ rules, kind, change, isCounted }}
          sort={null}
          nameColumn="product"
          columnStore={columnStore}
          changeToken={`${token} ${total ?? ''}`}
          onPreview={(row) => setOpened(row.listingId)}
          onOpen={(row) => setOpened(row.listingId)}
          isFiltered={change !== 'all'}
          {...(counts ? { unfilteredTotal: counts.total } : {})}
          onClearFilters={() => setChange('all')}
          toolbar={
            <>
              {kinds.length > 1 && (
                <fieldset className={styles.chips}>
                  <legend className="visually-hidden">{text('preview.which')}</legend>
                  {kinds.toReversed().map((one) => (
                    <ChoiceChip
                      key={one}
                      label={text(`kind.${one}`)}
                      isSelected={one === kind}
                      onChange={() => setKind(one)}
                    />
                  ))}
                </fieldset>
              )}
              <fieldset className={styles.chips} data-views aria-busy={!isCounted}>
                <legend className="visually-hidden">{text('preview.filter')}</legend>
                {CHANGES.map((one) => (
                  <ChoiceChip
                    key={one}
                    label={text(`preview.${one}`)}
                    {...(counts ? { count: countOf(counts, kind, one) } : {})}
                    isSelected={one === change}
                    onChange={() => setChange(one)}
                  />
                ))}
              </fieldset>
            </>
          }
          empty={
            <EmptyState
              sentence={text('preview.empty')}
              actions={<Button onPress={() => void navigate('/matching')}>{text('preview.match')}</Button>}
            />
          }
        />
      </div>
      {opened !== undefined && (
        <PreviewSteps
          key={opened}
          id={opened}
          connectionId={connectionId}
          rules={rules}
          kind={kind}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  );
}

type NotesProps = Pick<PreviewPaneProps, 'sheet' | 'editor' | 'preview'> & { readonly kind: ValueKind };

/** What has to be known to read the numbers below. */
function PreviewNotes({ kind, sheet, editor, preview }: NotesProps) {
  const text = useText('rules');
  const format = useFormat();
  const { counts, isCounted, error, retry } = preview;
  const isOn = kind === 'price' ? editor.draft.sendPrice : editor.draft.sendStock;
  const told = counts ? counts.stock.same + counts.stock.changed + counts.stock.held : 0;
  const untold = counts && kind === 'stock' && isCounted ? counts.total - told : 0;
  const spoken = ({ changed, held, same }: PreviewCounts[ValueKind]) =>
    text('preview.spoken', {
      changed: format.number(changed),
      held: format.number(held),
      same: format.number(same),
    });
  if (error !== null && error.code !== 'run.cancelled') return <ErrorState error={error} onRetry={retry} />;
  return (
    <div className={styles.notes}>
      {editor.result.kind === 'faults' && <p>{text('preview.lastValid')}</p>}
      {!isOn && sheet.capabilities[kind] && <p>{text(`preview.off.${kind}`)}</p>}
      {untold > 0 && <p>{text('preview.uncounted', { count: untold, shown: format.number(untold) })}</p>}
      <p className="visually-hidden" role="status">
        {counts && isCounted ? spoken(counts[kind]) : text('preview.counting')}
      </p>
    </div>
  );
}

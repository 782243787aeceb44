import './locale';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { Banner, KeyValueList, SidePanel, StaticTable, StatusMark } from '../../ui';
import styles from './Imports.module.css';
import type { PreviewRow } from './preview-source';
import { useValueWords } from './value-words';

/** One row of the file in full: what it changes, and what is wrong with it. */
export function RowPanel({ row, onClose }: { readonly row: PreviewRow; readonly onClose: () => void }) {
  const text = useText('imports');
  const errorText = useErrorText();
  const { value, field } = useValueWords();
  const codes = [
    { key: 'title', label: text('field.title'), value: row.title },
    { key: 'sku', label: text('field.sku'), value: row.sku },
    { key: 'barcode', label: text('field.barcode'), value: row.barcode },
  ].flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]));
  return (
    <SidePanel title={text('preview.panel', { row: row.row })} onClose={onClose}>
      <div className={styles.step}>
        <span>
          <StatusMark state={`import.${row.kind}`} isSoft />
        </span>
        {row.errors.map((error) => (
          <Banner key={JSON.stringify(error)} tone={row.kind === 'warned' ? 'warn' : 'error'}>
            {errorText(error)}
          </Banner>
        ))}
        <KeyValueList entries={codes} />
        {row.changes.length === 0 ? (
          <p className={styles.muted}>{text('preview.noChange')}</p>
        ) : (
          <StaticTable
            caption={text('preview.changes')}
            rows={row.changes.map((change) => ({ ...change, id: change.field }))}
            columns={[
              { id: 'field', header: text('columns.field'), cell: (change) => field(change.field) },
              { id: 'old', header: text('preview.old'), isEnd: true, cell: (change) => value(change.old) },
              {
                id: 'new',
                header: text('preview.newValue'),
                isEnd: true,
                cell: (change) => value(change.new),
              },
            ]}
          />
        )}
      </div>
    </SidePanel>
  );
}

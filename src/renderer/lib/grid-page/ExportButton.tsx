import './locale';
import { Download } from 'lucide-react';
import type { ExportRequest } from '../../../shared/contract/catalogue-data';
import type { ListingQuery, OrderQuery } from '../../../shared/contract/queries';
import type { VariantQuery } from '../../../shared/contract/stock';
import { toAppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button, type GridSelection, Menu, selectedCount, useToast } from '../../ui';
import { call } from '../kervan';

export type ExportSubject =
  | { readonly what: 'listings'; readonly query: ListingQuery }
  | { readonly what: 'orders'; readonly query: OrderQuery }
  | { readonly what: 'variants'; readonly query: VariantQuery };

interface ExportButtonProps {
  readonly subject: ExportSubject;
  readonly selection: GridSelection;
  /** Rows that match the filters. */
  readonly matching: number | undefined;
  readonly allColumns: readonly string[];
  /** Asked when an export starts: the columns as they are shown then. */
  readonly shownColumns: () => readonly string[];
  readonly fileName: string;
  readonly size?: 'normal' | 'small';
}

/** Writes what is selected, or else what the filters leave, to a file; the work goes on in the background. */
export function ExportButton(props: ExportButtonProps) {
  const text = useText('gridPage');
  const format = useFormat();
  const run = useExport(props);
  const selected = selectedCount(props.selection);
  const count = selected > 0 ? selected : (props.matching ?? 0);
  const note = text('export.scope', { count, formatted: format.number(count) });
  const entry = (id: 'csvShown' | 'csvAll' | 'xlsxShown' | 'xlsxAll') => ({
    id,
    label: text(`export.${id}`),
    note,
    onAction: () =>
      void run(
        id.startsWith('csv') ? 'csv' : 'xlsx',
        id.endsWith('Shown') ? props.shownColumns() : props.allColumns,
      ),
  });
  return (
    <Menu
      label={text('export.menu')}
      trigger={
        <Button icon={Download} size={props.size ?? 'normal'} isDisabled={count === 0}>
          {text('export.button')}
        </Button>
      }
      entries={[
        entry('xlsxShown'),
        entry('csvShown'),
        { kind: 'separator', id: 'all' },
        entry('xlsxAll'),
        entry('csvAll'),
      ]}
    />
  );
}

function useExport({ subject, selection, fileName }: ExportButtonProps) {
  const text = useText('gridPage');
  const show = useToast();
  const form = useFormat();
  const errorText = useErrorText();
  const openFolder = (path: string) =>
    call('desktop.showInFolder', { path }).catch((thrown) =>
      show({ kind: 'failed', text: text('export.openFailed'), detail: errorText(toAppError(thrown)) }),
    );
  return async (format: ExportRequest['format'], columns: readonly string[]) => {
    const toast = show({ kind: 'running', text: text('export.running') });
    try {
      const common = {
        selection: selectionOf(selection),
        columns: [...columns],
        format,
        language: form.language,
      };
      const result = await call('desktop.export', {
        request: requestOf(subject, common),
        suggestedName: `${fileName}.${format}`,
      });
      if (result === null) {
        toast.close();
        return;
      }
      toast.replace({
        kind: 'done',
        text: text('export.done', {
          count: result.rows,
          formatted: form.number(result.rows),
          size: form.bytes(result.bytes),
        }),
        action: { label: text('export.openFolder'), onAction: () => void openFolder(result.path) },
      });
    } catch (thrown) {
      toast.replace({ kind: 'failed', text: text('export.failed'), detail: errorText(toAppError(thrown)) });
    }
  };
}

type Common = Pick<ExportRequest, 'selection' | 'columns' | 'format' | 'language'>;

/** One branch per subject, so that the compiler sees query and subject belong together. */
function requestOf(subject: ExportSubject, common: Common) {
  switch (subject.what) {
    case 'listings':
      return { ...subject, ...common };
    case 'orders':
      return { ...subject, ...common };
    case 'variants':
      return { ...subject, ...common };
  }
}

function selectionOf(selection: GridSelection) {
  if (selectedCount(selection) === 0) return {};
  return selection.kind === 'ids' ? { only: [...selection.ids] } : { except: [...selection.except] };
}

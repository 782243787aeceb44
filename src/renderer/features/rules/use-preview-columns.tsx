import { useMemo } from 'react';
import type { PreviewRow } from '../../../shared/contract/rules';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useLooseText, useText } from '../../i18n/use-text';
import '../../lib/values-locale';
import { variantName } from '../../lib/variant-name';
import { classNames, type GridColumn, StatusLabel, useStatusWord, writtenColumn } from '../../ui';
import { reasonOf, stepsInShort } from './preview-reason';
import type { PreviewGridRow } from './preview-source';
import styles from './Rules.module.css';

const NONE = '–';

/** Columns of the preview: what the channel shows, what it would be told, and why. */
export function usePreviewColumns(kind: ValueKind): readonly GridColumn<PreviewGridRow>[] {
  const text = useText('rules');
  const values = useText('values');
  const t = useLooseText();
  const format = useFormat();
  const errorText = useErrorText();
  const word = useStatusWord();
  return useMemo(() => {
    const { language } = format;
    const name = (row: PreviewGridRow) =>
      variantName(row.title === '' ? text('preview.unnamed') : row.title, row.variantTitle);
    const shared: GridColumn<PreviewGridRow>[] = [
      writtenColumn('product', text('preview.product'), 150, name, { isFixed: true }),
      writtenColumn('sku', text('preview.sku'), 140, (row) => row.sku ?? row.barcode ?? NONE, {
        isOptional: true,
      }),
    ];
    if (kind === 'price') {
      const money = (value: { minor: number; currency: string } | null) =>
        value === null ? NONE : format.money(value);
      const why = ({ price }: PreviewGridRow) =>
        price.error !== null && !price.approved
          ? reasonOf(price.error, t, language, errorText)
          : price.change === 'same'
            ? text('preview.sameValue')
            : stepsInShort(price.steps, values, text, language);
      return [
        ...shared,
        number('base', text('preview.base'), ({ price }) => money(price.base)),
        number('now', text('preview.now'), ({ price }) => money(price.shown)),
        next(
          ({ price }) => money(price.value),
          ({ price }) => price.change,
        ),
        writtenColumn('why', text('preview.why'), 176, why),
      ];
    }
    const pieces = (value: number | null) => (value === null ? NONE : format.number(value));
    const why = ({ stock }: PreviewGridRow) =>
      stock.change === 'none'
        ? text('preview.notOpened')
        : stock.stopped
          ? text('preview.stopped')
          : stock.change === 'same'
            ? text('preview.sameValue')
            : stepsInShort(stock.steps, values, text, language);
    return [
      ...shared,
      number('available', text('preview.available'), ({ stock }) =>
        stock.change === 'none' ? NONE : format.number(stock.level.available),
      ),
      number('now', text('preview.now'), ({ stock }) => pieces(stock.shown)),
      next(
        ({ stock }) => pieces(stock.value),
        ({ stock }) => stock.change,
      ),
      writtenColumn('why', text('preview.why'), 176, why),
    ];

    function next(
      write: (row: PreviewGridRow) => string,
      changeOf: (row: PreviewRow) => string,
    ): GridColumn<PreviewGridRow> {
      return {
        id: 'next',
        header: text('preview.next'),
        width: 136,
        isEnd: true,
        isFixed: true,
        text: write,
        cell: (row) => {
          const change = changeOf(row);
          return (
            <span className={classNames(styles.next, change === 'changed' && styles.changed)}>
              {change === 'held' && <StatusLabel state="value.held" word={word('value.held')} isIconOnly />}
              {write(row)}
            </span>
          );
        },
      };
    }
  }, [kind, text, values, t, format, errorText, word]);
}

type Write = (row: PreviewGridRow) => string;

function number(id: string, header: string, write: Write): GridColumn<PreviewGridRow> {
  return writtenColumn(id, header, 96, write, { isEnd: true });
}

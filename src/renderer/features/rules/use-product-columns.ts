import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { variantName } from '../../lib/variant-name';
import type { GridColumn } from '../../ui';

const NONE = '–';

interface Product {
  readonly id: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode?: string | null;
  /** null = its stock was never told. */
  readonly openedAt?: number | null;
  readonly available: number;
}

/** What the stop list says of a product, on it or not yet. */
export function useProductColumns<Row extends Product>(): readonly GridColumn<Row>[] {
  const text = useText('rules');
  const format = useFormat();
  return useMemo(() => {
    const column = (id: string, header: string, width: number, write: (row: Row) => string) => ({
      id,
      header,
      width,
      cell: write,
      text: write,
    });
    return [
      {
        ...column('product', text('preview.product'), 340, ({ title, variantTitle }) =>
          variantName(title === '' ? text('preview.unnamed') : title, variantTitle),
        ),
        isFixed: true,
      },
      column('sku', text('preview.sku'), 160, ({ sku, barcode }) => sku ?? barcode ?? NONE),
      {
        ...column('available', text('preview.available'), 110, ({ openedAt, available }) =>
          openedAt === null ? NONE : format.number(available),
        ),
        isEnd: true,
      },
    ];
  }, [text, format]);
}

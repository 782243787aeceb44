import { useMemo } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { variantName } from '../../lib/variant-name';
import { type GridColumn, writtenColumn } from '../../ui';

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
    const name = ({ title, variantTitle }: Row) =>
      variantName(title === '' ? text('preview.unnamed') : title, variantTitle);
    const available = (row: Row) => (row.openedAt === null ? NONE : format.number(row.available));
    return [
      writtenColumn('product', text('preview.product'), 340, name, { isFixed: true }),
      writtenColumn('sku', text('preview.sku'), 160, ({ sku, barcode }) => sku ?? barcode ?? NONE),
      writtenColumn('available', text('preview.available'), 110, available, { isEnd: true }),
    ];
  }, [text, format]);
}

import '../../lib/values-locale';
import { useMemo } from 'react';
import type { ConnectionSummary } from '../../../shared/contract/connections';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import type { GridColumn } from '../../ui';
import { nameColumns } from '../values/ProductCell';
import type { GridValue } from '../values/value-rows';
import { useValueWords } from '../values/value-words';
import { guardSchema } from './guards';

const NONE = '–';

export function useHoldColumns(connections: readonly ConnectionSummary[]): readonly GridColumn<GridValue>[] {
  const text = useText('values');
  const format = useFormat();
  const errorText = useErrorText();
  const words = useValueWords();
  const now = useNow(60_000);
  return useMemo(() => {
    const own = (
      id: 'shown' | 'wanted' | 'change' | 'reason' | 'since',
      width: number,
      write: (row: GridValue) => string,
      isEnd = false,
    ): GridColumn<GridValue> => ({
      id,
      header: text(`holds.column.${id}`),
      width,
      isEnd,
      text: write,
      cell: write,
    });
    const reason = ({ error }: GridValue): string => {
      const guard = guardSchema.safeParse(error?.code);
      if (guard.success) return text(`guard.${guard.data}`);
      return error === null ? NONE : errorText(error);
    };
    const [product, sku, channel] = nameColumns((id) => text(`holds.column.${id}`), connections);
    return [
      product,
      sku,
      channel,
      own('shown', 100, (row) => words.value(row.shown), true),
      own('wanted', 115, (row) => words.value(row.wanted), true),
      own('change', 85, (row) => words.change(row.shown, row.wanted) ?? NONE, true),
      own('reason', 170, reason),
      own('since', 110, ({ wantedAt }) =>
        wantedAt === null ? NONE : format.relative(wantedAt, Math.max(now, wantedAt)),
      ),
    ];
  }, [text, format, errorText, words, now, connections]);
}

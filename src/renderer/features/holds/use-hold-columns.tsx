import '../../lib/values-locale';
import { useMemo } from 'react';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { type GridColumn, writtenColumn } from '../../ui';
import { useNameColumns } from '../values/value-columns';
import type { GridValue } from '../values/value-rows';
import { useValueWords } from '../values/value-words';
import { guardSchema } from './guards';

const NONE = '–';

export function useHoldColumns(): readonly GridColumn<GridValue>[] {
  const text = useText('values');
  const format = useFormat();
  const errorText = useErrorText();
  const words = useValueWords();
  const now = useNow(60_000);
  const names = useNameColumns('holds');
  return useMemo(() => {
    const own = (
      id: 'shown' | 'wanted' | 'change' | 'reason' | 'since',
      width: number,
      write: (row: GridValue) => string,
      isEnd = false,
    ) => writtenColumn(id, text(`holds.column.${id}`), width, write, { isEnd });
    const reason = ({ error }: GridValue): string => {
      const guard = guardSchema.safeParse(error?.code);
      if (guard.success) return text(`guard.${guard.data}`);
      return error === null ? NONE : errorText(error);
    };
    return [
      ...names,
      own('shown', 100, (row) => words.value(row.shown), true),
      own('wanted', 115, (row) => words.value(row.wanted), true),
      own('change', 85, (row) => words.change(row.shown, row.wanted) ?? NONE, true),
      own('reason', 170, reason),
      own('since', 110, ({ wantedAt }) =>
        wantedAt === null ? NONE : format.relative(wantedAt, Math.max(now, wantedAt)),
      ),
    ];
  }, [text, format, errorText, words, now, names]);
}

import '../../lib/values-locale';
import { useMemo } from 'react';
import { assertNever } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { type GridColumn, StatusLabel, useStatusWord, writtenColumn } from '../../ui';
import { useNameColumns } from '../values/value-columns';
import type { GridValue } from '../values/value-rows';
import { causeOf, useValueWords, valueStatus } from '../values/value-words';
import { refusalOf } from './refusal';

const NONE = '–';

export function useDifferenceColumns(): readonly GridColumn<GridValue>[] {
  const text = useText('values');
  const format = useFormat();
  const errorText = useErrorText();
  const words = useValueWords();
  const word = useStatusWord();
  const now = useNow(60_000);
  const names = useNameColumns('differences');
  return useMemo(() => {
    const own = (
      id: 'kind' | 'wanted' | 'shown' | 'cause' | 'since' | 'state',
      width: number,
      write: (row: GridValue) => string,
      isEnd = false,
    ) => writtenColumn(id, text(`differences.column.${id}`), width, write, { isEnd });
    const refused = (error: NonNullable<GridValue['error']>): string => {
      const refusal = refusalOf(error);
      switch (refusal.kind) {
        case 'known':
          return text(`refusal.${refusal.code}`);
        case 'quoted':
          return text('refusal.quoted', { words: refusal.words });
        case 'other':
          return errorText(error);
        default:
          return assertNever(refusal);
      }
    };
    const cause = (row: GridValue): string => {
      const found = causeOf(row);
      // That it was refused the state says; here stands why.
      if (found === 'refused' && row.error !== null) return refused(row.error);
      return found === null ? NONE : text(`cause.${found}`);
    };
    const since = ({ differsSince, wantedAt }: GridValue): string => {
      const at = differsSince ?? wantedAt;
      return at === null ? NONE : format.relative(at, Math.max(now, at));
    };
    const state = own('state', 190, (row) => word(valueStatus(row)));
    return [
      ...names,
      own('kind', 62, (row) => text(`kind.${row.kind}`)),
      own('wanted', 90, (row) => words.value(row.wanted), true),
      own('shown', 90, (row) => words.value(row.shown), true),
      own('cause', 230, cause),
      {
        ...state,
        cell: (row) => <StatusLabel state={valueStatus(row)} word={word(valueStatus(row))} />,
      },
      own('since', 110, since),
    ];
  }, [text, format, errorText, words, word, now, names]);
}

import { useCallback } from 'react';
import type { ImportChange, ImportValue } from '../../../shared/contract/imports';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import './locale';
import { useFieldWords } from './field-words';

/** Values and changes of a row as a person reads them. */
export function useValueWords() {
  const text = useText('imports');
  const format = useFormat();
  const { word } = useFieldWords();
  const value = useCallback(
    (shown: ImportValue | null): string => {
      if (shown === null) return text('preview.none');
      switch (shown.kind) {
        case 'text':
          return shown.text;
        case 'money':
          return format.money({ minor: shown.minor, currency: shown.currency });
        case 'number':
          return format.number(shown.value, Number.isInteger(shown.value) ? 0 : 2);
      }
    },
    [text, format],
  );
  const change = useCallback(
    (one: ImportChange, isNew: boolean): string => {
      const field = word(one.field);
      if (isNew) return text('preview.set', { field, new: value(one.new) });
      return text('preview.change', { field, old: value(one.old), new: value(one.new) });
    },
    [text, word, value],
  );
  return { value, change, field: word };
}

import './locale';
import { useState } from 'react';
import type { AmbiguousNumber } from '../../../shared/contract/imports';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { Button, Card, RadioGroup } from '../../ui';
import styles from './Imports.module.css';

interface AmbiguousNumbersProps {
  readonly numbers: readonly AmbiguousNumber[];
  readonly isPending: boolean;
  readonly onAnswer: (decimal: 'comma' | 'dot') => void;
}

/** Numbers that can be read in two ways are asked about with what each way gives, never guessed. */
export function AmbiguousNumbers({ numbers, isPending, onAnswer }: AmbiguousNumbersProps) {
  const text = useText('imports');
  const format = useFormat();
  const [decimal, setDecimal] = useState<'comma' | 'dot' | null>(null);
  const [first] = numbers;
  if (first === undefined) return null;
  const read = (sign: 'comma' | 'dot') =>
    numbers.map((one) => `“${one.text}” = ${shown(one[sign])}`).join(', ');
  const shown = (reading: string | null): string => {
    if (reading === null) return text('preview.unreadable');
    const [, fraction = ''] = reading.split('.');
    return format.number(Number(reading), Math.max(fraction.length, 2));
  };
  return (
    <Card title={text('preview.ask')} tone="warn">
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          if (decimal !== null) onAnswer(decimal);
        }}
      >
        <RadioGroup
          label={text('preview.askText', { row: first.row, column: first.column, value: first.text })}
          value={decimal}
          onChange={setDecimal}
          options={[
            { value: 'comma', label: text('preview.comma', { reading: read('comma') }) },
            { value: 'dot', label: text('preview.dot', { reading: read('dot') }) },
          ]}
        />
        <Button type="submit" isDisabled={decimal === null || isPending}>
          {text('preview.answer')}
        </Button>
      </form>
    </Card>
  );
}

import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type NumberReading, readNumber } from '../../i18n/number-input';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { classNames } from '../../ui';
import styles from './Stock.module.css';

/** Where an editor is left to: the next row, the next cell, back to the table, or wherever was clicked. */
export type Leaving = 'down' | 'next' | 'back' | 'elsewhere';

interface CellEditorProps {
  readonly label: string;
  /** As the language writes it. */
  readonly initial: string;
  /** The digit that opened the editor takes the place of what stood there. */
  readonly typed: string | undefined;
  readonly maxDecimals: number;
  /** A sentence against a number that was read. */
  readonly complaint: (reading: NumberReading) => string | undefined;
  /** Answers a sentence when it was refused. */
  readonly onSave: (reading: NumberReading) => Promise<string | undefined>;
  readonly onLeave: (to: Leaving) => void;
}

/** A number in its cell: Enter saves and goes down, Tab saves and goes on, Esc leaves it as it was. */
export function CellEditor(props: CellEditorProps) {
  const { label, initial, maxDecimals } = props;
  const common = useText('common');
  const { language } = useFormat();
  const [typed, setTyped] = useState(props.typed ?? initial);
  const [error, setError] = useState<string | undefined>(undefined);
  const [isSaving, setSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isLeft = useRef(false);
  const errorId = useId();
  const isFresh = props.typed === undefined;
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    if (isFresh) input.current?.select();
  }, [isFresh]);

  const leave = (to: Leaving) => {
    isLeft.current = true;
    props.onLeave(to);
  };
  const save = async (to: Leaving) => {
    if (isSaving || isLeft.current) return;
    if (typed === initial) return leave(to);
    const reading = readNumber(typed, language, maxDecimals);
    const refusal =
      reading.kind === 'refused'
        ? common(`number.${reading.reason}`, { count: maxDecimals })
        : props.complaint(reading);
    if (refusal !== undefined) return setError(refusal);
    setSaving(true);
    const refused = await props.onSave(reading);
    setSaving(false);
    if (refused === undefined) return leave(to);
    setError(refused);
    input.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const to = event.key === 'Enter' ? 'down' : event.key === 'Tab' && !event.shiftKey ? 'next' : undefined;
    if (to === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (to) void save(to);
    else leave('back');
  };
  return (
    <>
      <input
        ref={input}
        className={classNames(styles.cellInput, error !== undefined && styles.cellWrong)}
        aria-label={label}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        aria-busy={isSaving || undefined}
        readOnly={isSaving}
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setError(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => void save('elsewhere')}
      />
      {error !== undefined && <CellError id={errorId} below={input.current} sentence={error} />}
    </>
  );
}

/** A row is one line high, so the sentence stands under it, over the rows below. */
function CellError(props: {
  readonly id: string;
  readonly below: HTMLElement | null;
  readonly sentence: string;
}) {
  const box = props.below?.getBoundingClientRect();
  return createPortal(
    <div
      id={props.id}
      role="alert"
      className={styles.cellError}
      style={{ left: Math.max(8, (box?.right ?? 0) - 280), top: (box?.bottom ?? 0) + 4 }}
    >
      {props.sentence}
    </div>,
    document.body,
  );
}

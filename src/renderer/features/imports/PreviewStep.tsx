import './locale';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ImportChoices, ImportRowKind, ImportView } from '../../../shared/contract/imports';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, Checkbox, Page } from '../../ui';
import { AmbiguousNumbers } from './AmbiguousNumbers';
import { ErrorsButton } from './ErrorsButton';
import styles from './Imports.module.css';
import { PreviewGrid } from './PreviewGrid';
import type { PreviewRow } from './preview-source';
import { RowPanel } from './RowPanel';
import { useArrivalFocus } from './use-arrival-focus';

interface PreviewStepProps {
  readonly view: ImportView;
  readonly header: ReactNode;
  readonly onBack: () => void;
}

/** What would change, row by row; nothing has happened yet. */
export function PreviewStep({ view, header, onBack }: PreviewStepProps) {
  const text = useText('imports');
  const format = useFormat();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [kind, setKind] = useState<ImportRowKind | null>(null);
  const [row, setRow] = useState<PreviewRow | null>(null);
  const [acceptsWarned, setAcceptsWarned] = useState(false);
  // Rows are others after the numbers were read anew.
  const [round, setRound] = useState(0);
  const summary = useArrivalFocus<HTMLParagraphElement>(round);
  const keep = (answer: ImportView) => client.setQueryData(['imports.get', { token: view.token }], answer);
  const apply = useAction('imports.apply', { onDone: keep });
  const preview = useAction('imports.preview', {
    onDone: (answer) => {
      keep(answer);
      setRound((now) => now + 1);
    },
  });
  const { kinds, ambiguous } = view.summary ?? NOTHING;
  const count = kinds.new + kinds.changed + (acceptsWarned ? kinds.warned : 0);
  // A question leaves the table too little room in a small window: then the page scrolls.
  const isAsking = ambiguous.length > 0;
  const failure = apply.error ?? preview.error ?? view.error;
  const number = (value: number) => format.number(value);
  const answer = (decimal: ImportChoices['decimal']) =>
    preview.mutate({ token: view.token, columns: [], choices: { ...view.choices, decimal } });
  return (
    <Page
      isFilled={!isAsking}
      header={header}
      sidePanel={row !== null && <RowPanel row={row} onClose={() => setRow(null)} />}
    >
      <div className={styles.above}>
        {failure && (
          <Banner tone="error" isSpoken>
            {errorText(failure)}
          </Banner>
        )}
        {isAsking && <AmbiguousNumbers numbers={ambiguous} isPending={preview.isPending} onAnswer={answer} />}
        <p className={styles.summary} ref={summary} tabIndex={-1}>
          {text('preview.summary', {
            new: number(kinds.new),
            changed: number(kinds.changed + kinds.warned),
            same: number(kinds.same),
            bad: number(kinds.bad),
          })}
        </p>
      </div>
      <div className={isAsking ? styles.gridInPage : styles.grid}>
        <PreviewGrid
          token={view.token}
          round={round}
          kinds={kinds}
          kind={kind}
          onKind={setKind}
          onOpen={setRow}
        />
      </div>
      <div className={styles.below}>
        {kinds.warned > 0 && (
          <Checkbox isSelected={acceptsWarned} onChange={setAcceptsWarned}>
            {text('preview.acceptWarned', { count: kinds.warned, formatted: number(kinds.warned) })}
          </Checkbox>
        )}
        <p className={styles.muted}>{text(isAsking ? 'preview.answerFirst' : 'preview.backup')}</p>
        <div className={styles.foot}>
          <Button icon={ArrowLeft} onPress={onBack}>
            {text('preview.back')}
          </Button>
          {kinds.bad > 0 && <ErrorsButton view={view} />}
          <Button
            variant="primary"
            isDisabled={count === 0 || isAsking || apply.isPending}
            onPress={() => apply.mutate({ token: view.token, acceptWarned: acceptsWarned })}
          >
            {count === 0
              ? text('preview.applyNone')
              : text('preview.apply', { count, formatted: number(count) })}
          </Button>
        </div>
      </div>
    </Page>
  );
}

const NOTHING = { kinds: { new: 0, changed: 0, same: 0, warned: 0, bad: 0 }, ambiguous: [] };

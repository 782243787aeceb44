import './locale';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportChoices, ImportField, ImportView } from '../../../shared/contract/imports';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, Card, ProgressBar, RadioGroup, Select, StaticTable } from '../../ui';
import { type FieldChoice, UNUSED, useFieldWords } from './field-words';
import styles from './Imports.module.css';

interface ColumnsStepProps {
  readonly view: ImportView;
  readonly onChecked: () => void;
}

/** What each column holds, and what becomes of rows nobody knows. */
export function ColumnsStep({ view, onChecked }: ColumnsStepProps) {
  const text = useText('imports');
  const errorText = useErrorText();
  const client = useQueryClient();
  const { word, options } = useFieldWords();
  const [fields, setFields] = useState<ReadonlyMap<number, ImportField | null>>(
    () => new Map(view.columns.map(({ index, field }) => [index, field])),
  );
  const [unknown, setUnknown] = useState<ImportChoices['unknown']>(view.choices.unknown);
  const preview = useAction('imports.preview', {
    onDone: (answer) => {
      client.setQueryData(['imports.get', { token: view.token }], answer);
      if (answer.phase === 'checked') onChecked();
    },
  });
  const cancel = useAction('imports.cancel');
  const problem = problemOf(fields, unknown);
  const isChecking = view.phase === 'checking';
  const failure = preview.error ?? view.error;
  const rows = view.columns.map((column) => ({ ...column, id: String(column.index) }));
  const nameOf = (column: (typeof rows)[number]) =>
    column.header === '' ? text('columns.noHeader', { number: column.index + 1 }) : column.header;
  const start = () =>
    preview.mutate({
      token: view.token,
      columns: [...fields].map(([index, field]) => ({ index, field })),
      choices: { ...view.choices, unknown },
    });
  return (
    <div className={styles.step}>
      {failure && (
        <Banner tone="error" isSpoken>
          {errorText(failure)}
        </Banner>
      )}
      <Card title={text('columns.title')}>
        <p className={styles.muted}>{readAs(view)}</p>
        <StaticTable
          caption={text('columns.table')}
          rows={rows}
          columns={[
            { id: 'header', header: text('columns.header'), cell: nameOf },
            {
              id: 'samples',
              header: text('columns.samples'),
              cell: ({ samples }) => <span className={styles.samples}>{samples.join(' · ')}</span>,
            },
            {
              id: 'field',
              header: text('columns.field'),
              cell: (column) => (
                <span className={styles.choice}>
                  <Select<FieldChoice>
                    label={text('columns.fieldOf', { column: nameOf(column) })}
                    isLabelHidden
                    value={fields.get(column.index) ?? UNUSED}
                    options={options}
                    isDisabled={isChecking}
                    onChange={(choice) =>
                      setFields(new Map(fields).set(column.index, choice === UNUSED ? null : choice))
                    }
                  />
                  {column.remembered && fields.get(column.index) === column.field && (
                    <span className={styles.muted}>{text('columns.remembered')}</span>
                  )}
                </span>
              ),
            },
          ]}
        />
      </Card>
      <Card>
        <RadioGroup
          label={text('columns.unknown')}
          value={unknown}
          isDisabled={isChecking}
          isHorizontal
          onChange={setUnknown}
          options={[
            { value: 'refuse', label: text('columns.refuse'), note: text('columns.refuseNote') },
            { value: 'create', label: text('columns.create'), note: text('columns.createNote') },
          ]}
        />
      </Card>
      {isChecking && (
        <ProgressBar
          label={text('columns.checking')}
          done={view.progress?.done ?? 0}
          total={view.progress?.of ?? undefined}
          isSpoken
        />
      )}
      {problem && !isChecking && <Banner tone="warn">{problemText(problem)}</Banner>}
      <div className={styles.foot}>
        {isChecking && (
          <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ token: view.token })}>
            {text('columns.stop')}
          </Button>
        )}
        <Button
          variant="primary"
          isDisabled={problem !== null || isChecking || preview.isPending}
          onPress={start}
        >
          {text('columns.preview')}
        </Button>
      </div>
    </div>
  );

  function problemText(found: ColumnProblem): string {
    switch (found.kind) {
      case 'key':
        return text('columns.needKey');
      case 'title':
        return text('columns.needTitle');
      case 'twice':
        return text('columns.twice', { field: word(found.field) });
    }
  }
}

type ColumnProblem =
  | { readonly kind: 'key' | 'title' }
  | { readonly kind: 'twice'; readonly field: ImportField };

/** Why these columns cannot be compared yet. */
function problemOf(
  fields: ReadonlyMap<number, ImportField | null>,
  unknown: ImportChoices['unknown'],
): ColumnProblem | null {
  const used = [...fields.values()].filter((field) => field !== null);
  const twice = used.find((field, at) => used.indexOf(field) !== at);
  if (twice !== undefined) return { kind: 'twice', field: twice };
  if (!used.some((field) => field === 'id' || field === 'barcode' || field === 'sku')) return { kind: 'key' };
  return unknown === 'create' && !used.includes('title') ? { kind: 'title' } : null;
}

/** How the file was read: "CSV · utf-8 · ;" or "XLSX · Sayfa1". */
function readAs({ format, encoding, delimiter, sheet }: ImportView): string {
  const sign = delimiter === '\t' ? 'Tab' : delimiter;
  return [format.toUpperCase(), sheet, encoding?.toUpperCase() ?? null, sign]
    .filter((part) => part !== null)
    .join(' · ');
}

import { type FormEvent, useEffect, useRef } from 'react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { RulesSheet } from '../../../shared/contract/rules';
import type { AppError } from '../../../shared/errors/app-error';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { Banner, Button, Card } from '../../ui';
import { ConflictFields } from './ConflictFields';
import { fieldName } from './field-name';
import { PriceFields } from './PriceFields';
import styles from './Rules.module.css';
import { type DraftFaults, NUMBER_FIELDS, type NumberField } from './rule-draft';
import { StockFields } from './StockFields';
import type { RulePreview } from './use-preview';
import type { RuleEditor } from './use-rule-editor';
import type { RuleSaving } from './use-save-rules';

interface RuleFormProps {
  readonly id: string;
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
  readonly baseCurrency: string;
  readonly editor: RuleEditor;
  readonly preview: RulePreview;
  readonly saving: RuleSaving;
  /** Saving was tried: fields may say what is missing. */
  readonly wasTried: boolean;
  readonly onSubmit: () => void;
}

/** The rule as sentences with fields. */
export function RuleForm(props: RuleFormProps) {
  const { id, connection, sheet, baseCurrency, editor, preview, saving, wasTried, onSubmit } = props;
  const text = useText('rules');
  const form = useRef<HTMLFormElement>(null);
  const faults = editor.result.kind === 'faults' ? editor.result.faults : NO_FAULTS;
  const wrong = NUMBER_FIELDS.filter((field) => faults[field] !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
    focusField(form.current, wrong[0]);
  };
  // A field that was mended elsewhere, or a refusal, is looked at from the top.
  useEffect(() => {
    if (saving.error !== null || editor.isOvertaken) form.current?.scrollTo({ top: 0 });
  }, [saving.error, editor.isOvertaken]);
  const shared = { editor, preview, sheet, wasTried };
  return (
    <form ref={form} id={id} className={styles.fields} onSubmit={submit} noValidate>
      {editor.isOvertaken && (
        <Banner
          tone="warn"
          isSpoken
          actions={
            <>
              <Button size="small" onPress={editor.takeTheirs}>
                {text('overtaken.theirs')}
              </Button>
              <Button size="small" onPress={editor.keepMine}>
                {text('overtaken.mine')}
              </Button>
            </>
          }
        >
          {text('overtaken.text')}
        </Banner>
      )}
      {saving.error !== null && <Refusal error={saving.error} />}
      {wasTried && wrong.length > 0 && (
        <Banner tone="error" isSpoken>
          {text('save.faults', {
            count: wrong.length,
            names: wrong.map((field) => fieldName(field, text)).join(', '),
          })}
        </Banner>
      )}
      <Card title={text('price.title')}>
        <PriceFields
          key={editor.formKey}
          {...shared}
          channel={connection.integrationName}
          baseCurrency={baseCurrency}
        />
      </Card>
      <Card title={text('stock.title')}>
        <StockFields key={editor.formKey} {...shared} channel={connection.integrationName} />
      </Card>
      <Card title={text('conflict.title')}>
        <ConflictFields editor={editor} />
      </Card>
    </form>
  );
}

const NO_FAULTS: DraftFaults = {};

function focusField(form: HTMLFormElement | null, field: NumberField | undefined): void {
  const element = field === undefined ? null : form?.elements.namedItem(field);
  if (element instanceof HTMLElement) element.focus();
}

const REASONS = ['zero', 'unknown', 'belowFloor', 'notOffered'] as const;

function Refusal({ error }: { readonly error: AppError }) {
  const text = useText('rules');
  const errorText = useErrorText();
  const reason = REASONS.find((known) => known === error.facts.reason);
  return (
    <Banner tone="error" isSpoken>
      {text('save.refused.title')} {reason ? text(`save.refused.${reason}`) : errorText(error)}
    </Banner>
  );
}

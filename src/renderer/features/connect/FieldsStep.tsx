import { FlaskConical } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { IntegrationDetail } from '../../../shared/contract/integrations';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage, useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Banner, Button, Link } from '../../ui';
import { useOpenDocument } from '../catalogue/use-open-document';
import styles from './Connect.module.css';
import { ConnectorFields } from './ConnectorFields';
import { type Draft, withValue } from './draft';
import { fieldLabelled } from './field-error';
import { faultsOf } from './field-values';
import type { TestState } from './use-connection-test';

interface FieldsStepProps {
  readonly integration: IntegrationDetail;
  readonly draft: Draft;
  readonly focusField: string | null;
  readonly test: TestState;
  readonly onChange: (change: (draft: Draft) => Draft) => void;
  readonly onTest: () => void;
  readonly onCancel: () => void;
}

/** Step 1: the keys of the channel. */
export function FieldsStep({
  integration,
  draft,
  focusField,
  test,
  onChange,
  onTest,
  onCancel,
}: FieldsStepProps) {
  const text = useText('connect');
  const language = useLanguage();
  const errorText = useErrorText();
  const openDocument = useOpenDocument();
  const [wasTried, setTried] = useState(false);
  const [turn, setTurn] = useState(0);
  const [wanted, setWanted] = useState(focusField);
  const { fields, docs } = integration;
  const faults = faultsOf(fields, draft.values);
  const goTo = (name: string) => {
    setWanted(name);
    setTurn((before) => before + 1);
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    const [first] = faults.keys();
    if (first === undefined) onTest();
    else goTo(first);
  };
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <p className={styles.muted}>{text('intro')}</p>
      <PracticeFill
        integration={integration.id}
        draft={draft}
        onChange={onChange}
        onFilled={() => setTurn(turn + 1)}
      />
      <ConnectorFields
        // A new turn draws the form afresh, so that the wanted field takes the focus.
        key={turn}
        fields={fields}
        values={draft.values}
        onChange={(name, value) => onChange((before) => withValue(before, name, value))}
        showsAll={wasTried}
        complaint={complaint()}
        focusField={wanted}
      />
      {docs !== null && (
        <Link isExternal onPress={() => openDocument(docs)}>
          {text('docs')}
        </Link>
      )}
      {wasTried && faults.size > 0 && (
        <Banner tone="error" isSpoken>
          <span className={styles.summary}>
            <span>{text('summary', { count: faults.size })}</span>
            {fields
              .filter(({ name }) => faults.has(name))
              .map((field) => (
                <Link key={field.name} onPress={() => goTo(field.name)}>
                  {field.label[language]}
                </Link>
              ))}
          </span>
        </Banner>
      )}
      <div className={styles.foot}>
        <Button onPress={onCancel}>{text('cancel')}</Button>
        <Button variant="primary" type="submit">
          {text('test')}
        </Button>
      </div>
    </form>
  );

  /** What the last test said of a field, until its value fits nothing else. */
  function complaint() {
    if (test.state === 'refused' && typeof test.error.facts.field === 'string') {
      return {
        field: test.error.facts.field,
        sentence: errorText(fieldLabelled(test.error, fields, language)),
      };
    }
    if (test.state !== 'done' || draft.isTested) return undefined;
    const failed = test.report.steps.find(({ error, field }) => error !== null && field !== null);
    if (!failed?.error || failed.field === null) return undefined;
    return { field: failed.field, sentence: errorText(fieldLabelled(failed.error, fields, language)) };
  }
}

interface PracticeFillProps {
  readonly integration: string;
  readonly draft: Draft;
  readonly onChange: (change: (draft: Draft) => Draft) => void;
  readonly onFilled: () => void;
}

/** Only where practice marketplaces run: fills the form with a made-up account. */
function PracticeFill({ integration, draft, onChange, onFilled }: PracticeFillProps) {
  const text = useText('connect');
  const { data = [] } = useAnswer('desktop.practiceAccounts', {});
  const account = data.find((one) => one.integration === integration);
  if (!account) return null;
  if (draft.baseUrl !== undefined) {
    return <Banner tone="info">{text('practiceFilled', { url: draft.baseUrl })}</Banner>;
  }
  const fill = () => {
    onChange((before) => ({
      ...before,
      values: { ...before.values, ...account.credentials },
      baseUrl: account.url,
      isTested: false,
    }));
    onFilled();
  };
  return (
    <div>
      <Button variant="quiet" icon={FlaskConical} onPress={fill}>
        {text('practiceFill')}
      </Button>
    </div>
  );
}

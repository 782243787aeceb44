import { type FormEvent, useState } from 'react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import { type AppError, toAppError } from '../../../shared/errors/app-error';
import { useText } from '../../i18n/use-text';
import { call } from '../../lib/kervan';
import { Banner, Button, ErrorState, useToast } from '../../ui';
import { ConnectorFields } from '../connect/ConnectorFields';
import { type FieldValues, faultsOf } from '../connect/field-values';
import { TestSteps } from '../connect/TestSteps';
import { useConnectionTest } from '../connect/use-connection-test';
import styles from './Connections.module.css';

interface KeyFormProps {
  readonly connection: ConnectionDetail;
  readonly onDone?: () => void;
}

/** New keys: tested first, and only then put in the place of the saved ones. */
export function KeyForm({ connection, onDone }: KeyFormProps) {
  const text = useText('connections');
  const toast = useToast();
  const { fields, savedSecrets, id } = connection;
  const [typed, setTyped] = useState<FieldValues>({});
  const [turn, setTurn] = useState(0);
  const [wasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<AppError | null>(null);
  const { test, start, stop } = useConnectionTest();
  const values = { ...connection.values, ...typed };
  const changed = changedValues(connection, typed);
  const hasChange = Object.keys(changed).length > 0;
  const isRunning = test.state === 'running';

  const finish = (sentence: string) => {
    toast({ kind: 'done', text: sentence });
    setTyped({});
    setTried(false);
    setTurn((before) => before + 1);
    onDone?.();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setFailure(null);
    if (!hasChange || isRunning || faultsOf(fields, values, savedSecrets).size > 0) return;
    const report = await start({ id, credentials: changed, settings: {} });
    if (!report?.passed) return;
    try {
      await call('connections.update', { id, credentials: changed });
      finish(text('keyForm.passed'));
    } catch (thrown) {
      setFailure(toAppError(thrown));
    }
  };
  const testSaved = async () => {
    setFailure(null);
    const report = await start({ id, settings: {} });
    if (report?.passed) finish(text('keyForm.stillWorks'));
  };
  const hasFailed = test.state === 'refused' || (test.state === 'done' && !test.report.passed);
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <ConnectorFields
        key={turn}
        fields={fields}
        values={values}
        savedSecrets={savedSecrets}
        onChange={(name, value) => setTyped((before) => ({ ...before, [name]: value }))}
        showsAll={wasTried}
      />
      <TestSteps test={test} fields={fields} onStop={stop} />
      {hasFailed && hasChange && <Banner tone="warn">{text('keyForm.notReplaced')}</Banner>}
      {wasTried && !hasChange && test.state === 'idle' && (
        <Banner tone="info">{text('keyForm.nothingTyped')}</Banner>
      )}
      {failure && <ErrorState error={failure} />}
      <div className={styles.buttons}>
        <Button variant="primary" type="submit" isPending={isRunning && hasChange}>
          {text('keyForm.test')}
        </Button>
        <Button
          isPending={isRunning && !hasChange}
          isDisabled={isRunning && hasChange}
          onPress={() => void testSaved()}
        >
          {text('keyForm.testAgain')}
        </Button>
      </div>
    </form>
  );
}

/** Values that differ from the saved ones; an empty secret keeps the saved one. */
function changedValues(connection: ConnectionDetail, typed: FieldValues): Record<string, string> {
  const secrets = new Set(connection.fields.filter((field) => field.secret).map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(typed).filter(([name, value]) =>
      secrets.has(name) ? value.trim() !== '' : value.trim() !== (connection.values[name] ?? ''),
    ),
  );
}

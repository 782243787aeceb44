import './locale';
import { FileUp, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ImportResult, ImportView } from '../../../shared/contract/imports';
import { useErrorText } from '../../i18n/use-error-text';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, Card, Count, DateTime, KeyValueList, ProgressBar } from '../../ui';
import { ErrorsButton } from './ErrorsButton';
import styles from './Imports.module.css';
import { useArrivalFocus } from './use-arrival-focus';
import { useChooseFile } from './use-choose-file';
import { useUndoImport } from './use-undo-import';

/** The work under way, then what came of it and the way back. */
export function ResultStep({ view }: { readonly view: ImportView }) {
  const errorText = useErrorText();
  const place = useArrivalFocus<HTMLDivElement>(view.phase === 'done' ? 1 : 0);
  return (
    <div className={styles.step} ref={place} tabIndex={-1}>
      {view.error && (
        <Banner tone="error" isSpoken>
          {errorText(view.error)}
        </Banner>
      )}
      {view.phase === 'done' ? (
        view.result && <Result view={view} result={view.result} />
      ) : (
        <Working view={view} />
      )}
    </div>
  );
}

function Working({ view }: { readonly view: ImportView }) {
  const text = useText('imports');
  const cancel = useAction('imports.cancel');
  return (
    <Card>
      <ProgressBar
        label={text(view.phase === 'backup' ? 'result.backup' : 'result.applying')}
        done={view.progress?.done ?? 0}
        total={view.progress?.of ?? undefined}
        isSpoken
      />
      <div className={styles.foot}>
        <Button isPending={cancel.isPending} onPress={() => cancel.mutate({ token: view.token })}>
          {text('result.stop')}
        </Button>
      </div>
    </Card>
  );
}

function Result({ view, result }: { readonly view: ImportView; readonly result: ImportResult }) {
  const text = useText('imports');
  const [isUndone, setUndone] = useState(false);
  const { ask, dialog, undoing } = useUndoImport(() => setUndone(true));
  const { choose, isPending } = useChooseFile();
  const { batchId, created, changed, cancelled, backupAt } = result;
  // Everything that is neither in the books now nor was there before: bad, warned of, changed meanwhile, or after a stop.
  const left = (view.summary?.rows ?? 0) - (view.summary?.kinds.same ?? 0) - created - changed;
  return (
    <Card title={text('result.done')}>
      {cancelled && <Banner tone="warn">{text('result.cancelled')}</Banner>}
      {batchId === null && <p>{text('result.nothing')}</p>}
      <KeyValueList
        entries={[
          { key: 'created', label: text('result.created'), value: <Count value={created} /> },
          { key: 'changed', label: text('result.changed'), value: <Count value={changed} /> },
          { key: 'failed', label: text('result.failed'), value: <Count value={left} /> },
          { key: 'backup', label: text('result.backupAt'), value: <DateTime at={backupAt} /> },
        ]}
      />
      <div className={styles.foot}>
        {left > 0 && <ErrorsButton view={view} />}
        {batchId !== null && (
          <Button
            icon={Undo2}
            isPending={undoing !== null}
            isDisabled={isUndone}
            onPress={() => ask({ batchId, rows: created + changed })}
          >
            {text(isUndone ? 'result.undone' : 'result.undo')}
          </Button>
        )}
        <Button variant="primary" icon={FileUp} isDisabled={isPending} onPress={choose}>
          {text('start.again')}
        </Button>
      </div>
      {dialog}
    </Card>
  );
}

import { type FormEvent, useId, useState } from 'react';
import type { OrderActionView } from '../../../shared/contract/order-changes';
import { useLanguage, useText } from '../../i18n/use-text';
import { Banner, Button, Dialog, ProgressBar, Select, TextField, useToast } from '../../ui';
import { ChangeResult } from './ChangeResult';
import styles from './Orders.module.css';
import { type OrderChangeResult, useOrderChange } from './use-order-change';

interface OrderChangeDialogProps {
  /** What can be chosen; one alone is what is asked about. */
  readonly options: readonly OrderActionView[];
  /** Names an option where there are several. */
  readonly nameOf?: (option: OrderActionView) => string;
  readonly onClose: () => void;
}

/** What is going to happen at the channel, what it needs to know, and what became of it. */
export function OrderChangeDialog({ options, nameOf, onClose }: OrderChangeDialogProps) {
  const text = useText('orders');
  const common = useText('common');
  const language = useLanguage();
  const toast = useToast();
  const { progress, run, stop } = useOrderChange();
  const formId = useId();
  const [chosen, setChosen] = useState(0);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [result, setResult] = useState<OrderChangeResult | undefined>(undefined);
  const option = options[chosen];
  if (option === undefined) return null;
  const title = option.title[language];
  const count = option.possible.length;
  const isComplete = option.fields.every(
    (field) => field.optional === true || (fields[field.name] ?? '').trim() !== '',
  );
  const start = async () => {
    const given = Object.fromEntries(
      option.fields.flatMap(({ name }) => (fields[name]?.trim() ? [[name, fields[name].trim()]] : [])),
    );
    const done = await run(option.possible, option.action, given);
    const isSmooth = !done.error && done.rows.every(({ outcome }) => outcome === 'taken') && !done.isStopped;
    if (!isSmooth) return setResult(done);
    toast({ kind: 'done', text: text('change.done', { count: done.rows.length, status: title }) });
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) void start();
  };
  if (result !== undefined)
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={text('change.resultTitle')}
        size="medium"
        actions={
          <Button variant="primary" onPress={onClose}>
            {common('action.close')}
          </Button>
        }
      >
        <ChangeResult result={result} />
      </Dialog>
    );
  return (
    <Dialog
      isOpen
      onClose={() => (progress ? stop() : onClose())}
      keepsWork={progress !== undefined}
      isAlert={option.isFinal && progress === undefined}
      title={text('change.ask', { status: title, count })}
      actions={
        progress ? (
          <Button onPress={stop}>{text('change.stop')}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{text('change.back')}</Button>
            <Button
              variant={option.isFinal ? 'danger' : 'primary'}
              type="submit"
              form={formId}
              isDisabled={!isComplete}
            >
              {option.isFinal ? title : text('change.confirm')}
            </Button>
          </>
        )
      }
    >
      {progress ? (
        <ProgressBar label={title} done={progress.done} total={progress.total} isSpoken />
      ) : (
        <form id={formId} className={styles.form} onSubmit={submit} noValidate>
          {options.length > 1 && (
            <Select<string>
              label={text('change.which')}
              value={String(chosen)}
              options={options.map((one, index) => ({
                value: String(index),
                label: nameOf?.(one) ?? one.title[language],
              }))}
              onChange={(value) => {
                setChosen(Number(value));
                setFields({});
              }}
            />
          )}
          {option.help && <p>{option.help[language]}</p>}
          {option.isFinal && <Banner tone="warn">{text('change.final')}</Banner>}
          {option.fields.map((field) =>
            field.choices ? (
              <Select<string>
                key={field.name}
                label={field.label[language]}
                help={field.help?.[language]}
                value={fields[field.name] ?? null}
                options={field.choices.map((one) => ({ value: one.value, label: one.label[language] }))}
                onChange={(value) => setFields((before) => ({ ...before, [field.name]: value }))}
                isRequired={field.optional !== true}
              />
            ) : (
              <TextField
                key={field.name}
                label={field.label[language]}
                help={field.help?.[language]}
                value={fields[field.name] ?? ''}
                onChange={(value) => setFields((before) => ({ ...before, [field.name]: value }))}
                maxLength={field.maxLength}
                isRequired={field.optional !== true}
                trimsPaste
              />
            ),
          )}
        </form>
      )}
    </Dialog>
  );
}

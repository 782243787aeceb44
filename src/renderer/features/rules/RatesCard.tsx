import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Rate } from '../../../shared/contract/rules';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import {
  Button,
  Card,
  ConfirmDialog,
  DateTime,
  ErrorState,
  LoadingRows,
  type StaticColumn,
  StaticTable,
  useToast,
} from '../../ui';
import { useFailedToast } from '../connections/use-failed-toast';
import './locale';
import { RateDialog } from './RateDialog';
import styles from './Rules.module.css';
import { isOldRate } from './rates';
import { useRateText } from './use-rate-text';

/** What foreign currencies are worth, by whom and since when. */
export function RatesCard() {
  const text = useText('rules');
  const answer = useAnswer('rates.list', {});
  const [isAdding, setAdding] = useState(false);
  return (
    <Card
      title={text('rates.title')}
      actions={<Button onPress={() => setAdding(true)}>{text('rates.add')}</Button>}
    >
      <p className={styles.muted}>{text('rates.intro')}</p>
      {answer.isError ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : answer.isPending ? (
        <LoadingRows rows={2} />
      ) : answer.data.rates.length === 0 ? (
        <p>{text('rates.none')}</p>
      ) : (
        <RateTable rates={answer.data.rates} />
      )}
      {isAdding && <RateDialog onClose={() => setAdding(false)} />}
    </Card>
  );
}

function RateTable({ rates }: { readonly rates: readonly Rate[] }) {
  const text = useText('rules');
  const common = useText('common');
  const now = useNow();
  const equation = useRateText();
  const [changing, setChanging] = useState<Rate>();
  const [removing, setRemoving] = useState<Rate>();
  const pair = ({ currency, base }: Rate) => `${currency} › ${base}`;
  const columns: readonly StaticColumn<Rate & { readonly id: string }>[] = [
    { id: 'pair', header: text('rates.pair'), cell: (rate) => <strong>{equation(rate)}</strong> },
    {
      id: 'setBy',
      header: text('rates.setBy'),
      cell: ({ setBy }) =>
        setBy === 'person' ? text('rates.person') : setBy === 'api' ? text('rates.api') : setBy,
    },
    { id: 'setAt', header: text('rates.setAt'), cell: ({ setAt }) => <DateTime at={setAt} /> },
    {
      id: 'age',
      header: text('rates.age'),
      cell: (rate) => <RateAge rate={rate} now={now} />,
    },
    {
      id: 'action',
      header: text('rates.action'),
      cell: (rate) => (
        <span className={styles.buttons}>
          <Button
            size="small"
            aria-label={text('rates.changeOf', { pair: pair(rate) })}
            onPress={() => setChanging(rate)}
          >
            {common('action.change')}
          </Button>
          <Button
            size="small"
            variant="quiet"
            aria-label={text('rates.removeOf', { pair: pair(rate) })}
            onPress={() => setRemoving(rate)}
          >
            {common('action.remove')}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <StaticTable
        caption={text('rates.title')}
        columns={columns}
        rows={rates.map((rate) => ({ ...rate, id: `${rate.currency}/${rate.base}` }))}
      />
      {changing && <RateDialog rate={changing} onClose={() => setChanging(undefined)} />}
      <RemoveRate
        rate={removing}
        pair={removing ? pair(removing) : ''}
        onEnd={() => setRemoving(undefined)}
      />
    </>
  );
}

/** Rates do not change by themselves, so an old one is worth a look. */
function RateAge({ rate, now }: { readonly rate: Rate; readonly now: number }) {
  const text = useText('rules');
  const format = useFormat();
  const age = format.age(now - rate.setAt);
  if (!isOldRate(rate, now)) return <span className={styles.nowrap}>{age}</span>;
  return (
    <span className={styles.stale} title={text('rates.old')}>
      <TriangleAlert size={14} role="img" aria-label={text('rates.old')} />
      {age}
    </span>
  );
}

interface RemoveRateProps {
  readonly rate: Rate | undefined;
  readonly pair: string;
  readonly onEnd: () => void;
}

function RemoveRate({ rate, pair, onEnd }: RemoveRateProps) {
  const text = useText('rules');
  const toast = useToast();
  const failed = useFailedToast();
  const remove = useAction('rates.remove', {
    onDone: () => {
      toast({ kind: 'done', text: text('rates.removed', { pair }) });
      onEnd();
    },
    onFailed: failed,
  });
  return (
    <ConfirmDialog
      isOpen={rate !== undefined}
      title={text('rates.removeTitle', { pair })}
      confirmLabel={text('rates.removeConfirm')}
      isDestructive
      isPending={remove.isPending}
      onConfirm={() => rate && remove.mutate({ currency: rate.currency, base: rate.base })}
      onCancel={onEnd}
    >
      {text('rates.removeText')}
    </ConfirmDialog>
  );
}

import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { PreviewCounts } from '../../../shared/contract/rules';
import type { ChannelRules } from '../../../shared/domain/channel-rules';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, Dialog, ErrorState, Spinner } from '../../ui';
import { useEffectText } from '../rules/EffectNote';
import '../rules/locale';
import styles from './Connections.module.css';

interface SendingDialogProps {
  readonly kind: ValueKind;
  readonly connection: ConnectionDetail;
  /** With the kind turned on. */
  readonly rules: ChannelRules;
  readonly isSaving: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says in numbers what turning a kind on does, before it is turned on. */
export function SendingDialog(props: SendingDialogProps) {
  const { kind, connection, rules, isSaving, onConfirm, onCancel } = props;
  const text = useText('connections');
  const common = useText('common');
  const counts = useAnswer('rules.previewCounts', { connectionId: connection.id, rules });
  return (
    <Dialog
      isOpen
      isAlert
      onClose={onCancel}
      title={text(`settings.sending.onTitle.${kind}`, { name: connection.name })}
      actions={
        <>
          <Button onPress={onCancel} autoFocus>
            {common('action.cancel')}
          </Button>
          <Button variant="primary" isDisabled={!counts.data} isPending={isSaving} onPress={onConfirm}>
            {text(`settings.sending.confirm.${kind}`)}
          </Button>
        </>
      }
    >
      {counts.isError ? (
        <ErrorState error={counts.error} onRetry={() => void counts.refetch()} />
      ) : counts.isPending ? (
        <p role="status" className={styles.states}>
          <Spinner /> {text('settings.sending.counting')}
        </p>
      ) : (
        <What counts={counts.data} kind={kind} />
      )}
    </Dialog>
  );
}

function What({ counts, kind }: { readonly counts: PreviewCounts; readonly kind: ValueKind }) {
  const text = useText('connections');
  const format = useFormat();
  const effect = useEffectText();
  if (counts.total === 0) return <p>{text('settings.sending.onUnmatched')}</p>;
  const { same, changed, held } = counts[kind];
  const untold = kind === 'stock' ? counts.total - same - changed - held : 0;
  return (
    <div className={styles.stack}>
      <p>
        {changed + held === 0
          ? text('settings.sending.onNothing')
          : text('settings.sending.onText', { what: effect(counts, kind) })}
      </p>
      {untold > 0 && (
        <p>{text('settings.sending.onUntold', { count: untold, shown: format.number(untold) })}</p>
      )}
    </div>
  );
}

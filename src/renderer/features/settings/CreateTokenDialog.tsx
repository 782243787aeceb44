import { Copy } from 'lucide-react';
import { useState } from 'react';
import { LONGEST_TOKEN_NAME } from '../../../shared/contract/tokens';
import { type ApiRole, apiRoleSchema } from '../../../shared/domain/api-role';
import { isSameName } from '../../../shared/text/same-name';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAction } from '../../lib/queries';
import { Banner, Button, copyText, Dialog, RadioGroup, Select, TextField, useAnnounce } from '../../ui';
import styles from './Settings.module.css';

const ENDS = ['never', '30', '90', '365'] as const;
type End = (typeof ENDS)[number];
const DAY_MS = 86_400_000;

interface CreateTokenDialogProps {
  readonly taken: readonly string[];
  readonly onMade: () => void;
  readonly onClose: () => void;
}

/** Name, role and end; then the value, this once. */
export function CreateTokenDialog({ taken, onMade, onClose }: CreateTokenDialogProps) {
  const text = useText('settings');
  const common = useText('common');
  const format = useFormat();
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [role, setRole] = useState<ApiRole>('viewer');
  const [end, setEnd] = useState<End>('90');
  const [wasTried, setTried] = useState(false);
  const [openedAt] = useState(() => Date.now());
  const create = useAction('tokens.create', { onDone: onMade });
  const expiresAt = end === 'never' ? null : openedAt + Number(end) * DAY_MS;
  const nameFault = faultOf(name, taken);
  if (create.data !== undefined)
    return <TokenValue name={create.data.token.name} secret={create.data.secret} onClose={onClose} />;
  const send = () => {
    setTried(true);
    if (nameFault === null && !create.isPending) create.mutate({ name, role, expiresAt });
  };
  return (
    <Dialog
      isOpen
      keepsWork
      onClose={onClose}
      title={text('tokens.createTitle')}
      actions={
        <>
          <Button onPress={onClose}>{common('action.cancel')}</Button>
          <Button variant="primary" isPending={create.isPending} onPress={send}>
            {text('tokens.create')}
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          label={text('tokens.name')}
          help={text('tokens.nameHelp')}
          value={name}
          onChange={setName}
          maxLength={LONGEST_TOKEN_NAME}
          error={wasTried && nameFault !== null ? text(`tokens.${nameFault}`) : undefined}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <RadioGroup
          label={text('tokens.role')}
          value={role}
          options={apiRoleSchema.options.map((value) => ({
            value,
            label: text(`tokens.roles.${value}`),
            note: text(`tokens.roleNotes.${value}`),
          }))}
          onChange={setRole}
        />
        <Select
          label={text('tokens.end')}
          value={end}
          options={ENDS.map((value) => ({
            value,
            label:
              value === 'never'
                ? text('tokens.noEnd')
                : text('tokens.afterDays', {
                    days: format.number(Number(value)),
                    date: format.date(openedAt + Number(value) * DAY_MS),
                  }),
          }))}
          onChange={setEnd}
        />
        {create.error && (
          <Banner tone="error" isSpoken>
            {errorText(create.error)}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}

interface TokenValueProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

/** Esc closes only once the value was copied: nobody can show it again. */
function TokenValue({ name, secret, onClose }: TokenValueProps) {
  const text = useText('settings');
  const common = useText('common');
  const announce = useAnnounce();
  const [wasCopied, setCopied] = useState(false);
  const copy = async () => {
    if (!(await copyText(secret))) return;
    setCopied(true);
    announce(text('tokens.copied'));
  };
  return (
    <Dialog
      isOpen
      isAlert
      size="medium"
      onClose={() => wasCopied && onClose()}
      title={text('tokens.madeTitle', { name })}
      actions={
        <>
          <Button onPress={onClose}>{common('action.close')}</Button>
          <Button variant="primary" icon={Copy} autoFocus onPress={() => void copy()}>
            {text(wasCopied ? 'tokens.copied' : 'tokens.copy')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{text('tokens.once')}</p>
        <code className={styles.code} data-testid="token-value">
          {secret}
        </code>
      </div>
    </Dialog>
  );
}

function faultOf(name: string, taken: readonly string[]): 'nameMissing' | 'nameTaken' | null {
  if (name.trim() === '') return 'nameMissing';
  return taken.some((other) => isSameName(other, name)) ? 'nameTaken' : null;
}

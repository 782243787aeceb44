import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ApiToken } from '../../../shared/contract/tokens';
import { useErrorText } from '../../i18n/use-error-text';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { useAction, useAnswer } from '../../lib/queries';
import {
  Button,
  Card,
  ConfirmDialog,
  DateTime,
  EmptyState,
  ErrorState,
  LoadingRows,
  RelativeTime,
  type StaticColumn,
  StaticTable,
  useToast,
} from '../../ui';
import { CreateTokenDialog } from './CreateTokenDialog';
import styles from './Settings.module.css';

/** Last use moves while programs call; nobody tells the window of each call. */
const ASKED_AGAIN_MS = 15_000;

/** Who may call the local API. */
export function ApiTokens() {
  const text = useText('settings');
  const { data, error, refetch } = useAnswer('tokens.list', {}, { refetchEveryMs: ASKED_AGAIN_MS });
  // Programs may have come and gone since the card was last on screen.
  useEffect(() => void refetch(), [refetch]);
  const [isCreating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<ApiToken | null>(null);
  const hasRows = data !== undefined && data.tokens.length > 0;
  const create = (
    <Button icon={Plus} variant={hasRows ? 'secondary' : 'primary'} onPress={() => setCreating(true)}>
      {text('tokens.create')}
    </Button>
  );
  return (
    <Card title={text('tokens.title')} actions={hasRows ? create : undefined}>
      <p className={styles.muted}>{text('tokens.about')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && data === undefined && <LoadingRows rows={2} />}
      {data?.tokens.length === 0 && <EmptyState sentence={text('tokens.empty')} actions={create} />}
      {hasRows && <TokenTable tokens={data.tokens} onRevoke={setRevoked} />}
      {isCreating && (
        <CreateTokenDialog
          taken={data?.tokens.map(({ name }) => name) ?? []}
          onMade={() => void refetch()}
          onClose={() => setCreating(false)}
        />
      )}
      <RevokeDialog
        token={revoked}
        onClose={() => setRevoked(null)}
        onDone={() => {
          setRevoked(null);
          void refetch();
        }}
      />
    </Card>
  );
}

interface TokenTableProps {
  readonly tokens: readonly ApiToken[];
  readonly onRevoke: (token: ApiToken) => void;
}

function TokenTable({ tokens, onRevoke }: TokenTableProps) {
  const text = useText('settings');
  const nameOf = useTokenName();
  const now = useNow();
  const columns: readonly StaticColumn<ApiToken>[] = [
    {
      id: 'name',
      header: text('tokens.name'),
      cell: (token) => <span className={styles.name}>{nameOf(token)}</span>,
    },
    { id: 'role', header: text('tokens.role'), cell: ({ role }) => text(`tokens.roles.${role}`) },
    { id: 'end', header: text('tokens.end'), cell: (token) => <TokenEnd token={token} /> },
    {
      id: 'used',
      header: text('tokens.used'),
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? text('tokens.neverUsed') : <RelativeTime at={lastUsedAt} now={now} />,
    },
    {
      id: 'revoke',
      header: text('tokens.actions'),
      isEnd: true,
      cell: (token) => (
        <Button
          size="small"
          onPress={() => onRevoke(token)}
          aria-label={text('tokens.revokeOf', { name: nameOf(token) })}
        >
          {text('tokens.revoke')}
        </Button>
      ),
    },
  ];
  return <StaticTable caption={text('tokens.title')} columns={columns} rows={tokens} />;
}

function TokenEnd({ token: { expiresAt, expired } }: { readonly token: ApiToken }) {
  const text = useText('settings');
  if (expiresAt === null) return text('tokens.noEnd');
  return (
    <>
      <DateTime at={expiresAt} isDayOnly />
      {expired && <span className={styles.ended}> {text('tokens.expired')}</span>}
    </>
  );
}

interface RevokeDialogProps {
  readonly token: ApiToken | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RevokeDialog({ token, onClose, onDone }: RevokeDialogProps) {
  const text = useText('settings');
  const errorText = useErrorText();
  const toast = useToast();
  const nameOf = useTokenName();
  const revoke = useAction('tokens.revoke', {
    onDone: () => {
      if (token) toast({ kind: 'info', text: text('tokens.revoked', { name: nameOf(token) }) });
      onDone();
    },
    onFailed: (failure) => {
      toast({ kind: 'failed', text: text('tokens.revokeFailed'), detail: errorText(failure) });
      onDone();
    },
  });
  return (
    <ConfirmDialog
      isOpen={token !== null}
      title={text('tokens.revokeTitle', { name: token ? nameOf(token) : '' })}
      confirmLabel={text('tokens.revokeConfirm')}
      isDestructive
      isPending={revoke.isPending}
      onCancel={onClose}
      onConfirm={() => token && revoke.mutate({ id: token.id })}
    >
      <p>{text('tokens.revokeNote')}</p>
    </ConfirmDialog>
  );
}

function useTokenName(): (token: ApiToken) => string {
  const text = useText('settings');
  return ({ first, name }) => (first ? text('tokens.firstName') : name);
}

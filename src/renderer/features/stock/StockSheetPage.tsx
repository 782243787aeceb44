import './locale';
import { MoreHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { type VariantId, variantIdSchema } from '../../../shared/domain/ids';
import { AppError } from '../../../shared/errors/app-error';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { withPart } from '../../lib/grid-page/address';
import { useAnswer } from '../../lib/queries';
import {
  Banner,
  Button,
  Card,
  ErrorState,
  IconButton,
  Link,
  LoadingRows,
  Menu,
  Page,
  PageHeader,
  Select,
} from '../../ui';
import { ChannelMatrix } from '../values/ChannelMatrix';
import { AdjustDialog } from './AdjustDialog';
import { CountDialog } from './CountDialog';
import { DeleteDialog } from './DeleteDialog';
import { MovementTable } from './MovementTable';
import { ProductDialog } from './ProductDialog';
import styles from './Stock.module.css';
import { SumLine } from './SumLine';
import { TransferDialog } from './TransferDialog';
import { isMovementGroup, MOVEMENT_GROUPS, type MovementGroup } from './use-movements';
import { useUndo } from './use-undo';
import { shortNameOf } from './variant-words';
import { WarehousesDialog } from './WarehousesDialog';

/** One product's stock: the sums, and every movement that made them. */
export function StockSheetPage() {
  const parsed = variantIdSchema.safeParse(useParams().id);
  if (parsed.success) return <KnownSheet key={parsed.data} id={parsed.data} />;
  return (
    <Page>
      <ErrorState error={new AppError('input.notFound')} />
    </Page>
  );
}

type Opened = 'count' | 'adjust' | 'transfer' | 'warehouses' | 'product' | 'delete';

function KnownSheet({ id }: { readonly id: VariantId }) {
  const text = useText('stock');
  const format = useFormat();
  const navigate = useNavigate();
  const { data: sheet, error, refetch } = useAnswer('stock.get', { variantId: id });
  const [opened, setOpened] = useState<Opened | null>(null);
  const offerUndo = useUndo(useCallback(() => void refetch(), [refetch]));
  const close = () => setOpened(null);
  if (!sheet) {
    return (
      <Page>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={10} />}
      </Page>
    );
  }
  const { variant } = sheet;
  const isTold = variant.openedAt !== null;
  const oversold = Math.max(0, variant.reserved - variant.onHand);
  const count = { count: variant.listings, formatted: format.number(variant.listings) };
  return (
    <Page
      header={
        <PageHeader
          title={variant.title}
          status={
            <>
              {[variant.variantTitle, variant.sku, variant.barcode].filter(Boolean).map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
              {variant.listings > 0 ? (
                <Link href={`#/products?q=${encodeURIComponent(shortNameOf(variant))}`}>
                  {text('sheet.listings', count)}
                </Link>
              ) : (
                <span>{text('sheet.unmatched')}</span>
              )}
            </>
          }
          actions={variant.deletedAt === null && <Actions isTold={isTold} onOpen={setOpened} />}
        />
      }
    >
      {variant.deletedAt !== null && <Banner tone="info">{text('sheet.deleted')}</Banner>}
      {!isTold && variant.deletedAt === null && <Banner tone="warn">{text('sheet.untold')}</Banner>}
      {isTold && oversold > 0 && (
        <Banner tone="error">
          {text('sheet.oversold', { count: oversold, formatted: format.number(oversold) })}
        </Banner>
      )}
      <SumLine sheet={sheet} />
      {variant.deletedAt === null && <ChannelMatrix variantId={id} />}
      <Movements id={id} />
      {opened === 'count' && <CountDialog sheet={sheet} onClose={close} />}
      {opened === 'adjust' && <AdjustDialog sheet={sheet} onClose={close} />}
      {opened === 'transfer' && <TransferDialog sheet={sheet} onClose={close} />}
      {opened === 'warehouses' && <WarehousesDialog onClose={close} />}
      {opened === 'product' && <ProductDialog variant={variant} onClose={close} onSaved={offerUndo} />}
      {opened === 'delete' && (
        <DeleteDialog variant={variant} onClose={close} onDeleted={() => void navigate('/stock')} />
      )}
    </Page>
  );
}

function Actions(props: { readonly isTold: boolean; readonly onOpen: (opened: Opened) => void }) {
  const text = useText('stock');
  const { isTold, onOpen } = props;
  return (
    <>
      <Button onPress={() => onOpen('transfer')} isDisabled={!isTold}>
        {text('transfer.button')}
      </Button>
      <Button onPress={() => onOpen('adjust')} isDisabled={!isTold}>
        {text('adjust.button')}
      </Button>
      <Menu
        label={text('sheet.more')}
        trigger={<IconButton icon={MoreHorizontal} label={text('sheet.more')} />}
        entries={[
          { id: 'product', label: text('sheet.edit'), onAction: () => onOpen('product') },
          { id: 'warehouses', label: text('warehouses'), onAction: () => onOpen('warehouses') },
          {
            id: 'delete',
            label: text('sheet.delete'),
            isDestructive: true,
            onAction: () => onOpen('delete'),
          },
        ]}
      />
      <Button variant="primary" onPress={() => onOpen('count')}>
        {text('count.button')}
      </Button>
    </>
  );
}

function Movements({ id }: { readonly id: VariantId }) {
  const text = useText('stock');
  const [params, setParams] = useSearchParams();
  const asked = params.get('kind');
  const group: MovementGroup = isMovementGroup(asked) ? asked : 'all';
  const groups = Object.keys(MOVEMENT_GROUPS).filter(isMovementGroup);
  return (
    <Card
      title={text('movement.title')}
      actions={
        <div className={styles.inline}>
          <Select<MovementGroup>
            isInline
            label={text('movement.filter')}
            value={group}
            options={groups.map((value) => ({ value, label: text(`movement.group.${value}`) }))}
            onChange={(next) =>
              setParams(withPart(params, 'kind', next === 'all' ? null : next), { replace: true })
            }
          />
        </div>
      }
    >
      <MovementTable variantId={id} group={group} />
    </Card>
  );
}

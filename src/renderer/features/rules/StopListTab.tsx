import { useMemo, useState } from 'react';
import type { ConnectionDetail } from '../../../shared/contract/connections';
import type { RulesSheet, StopListRow } from '../../../shared/contract/rules';
import { type ConnectionId, variantIdSchema } from '../../../shared/domain/ids';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { columnStore } from '../../lib/grid-page/column-store';
import { call } from '../../lib/kervan';
import { Button, DataGrid, EmptyState, type GridSource, selectedCount } from '../../ui';
import { AddToStopList } from './AddToStopList';
import { CursorWalk } from './cursor-source';
import { ProgressText } from './ProgressText';
import styles from './Rules.module.css';
import { useProductColumns } from './use-product-columns';
import { useStopListChange } from './use-stop-list-change';

type Row = StopListRow & { readonly id: string };

interface StopListTabProps {
  readonly connection: ConnectionDetail;
  readonly sheet: RulesSheet;
}

/** Variants this channel may not sell. What is done here takes effect at once. */
export function StopListTab({ connection, sheet }: StopListTabProps) {
  const text = useText('rules');
  const format = useFormat();
  const [isAdding, setAdding] = useState(false);
  const { connectionId } = sheet;
  const source = useMemo(() => stopListSource(connectionId), [connectionId]);
  const columns = useProductColumns<Row>();
  const change = useStopListChange(connectionId);
  return (
    <section className={styles.preview} aria-label={text('rule.tabStopped')}>
      <div className={styles.notes}>
        <p>{text('stopList.intro')}</p>
        <ProgressText progress={change.progress} />
      </div>
      <div className={styles.grid}>
        <DataGrid
          gridId="rules-stopped"
          label={text('stopList.grid', { name: connection.name })}
          columns={columns}
          source={source}
          filter={NO_FILTER}
          sort={null}
          nameColumn="product"
          columnStore={columnStore}
          changeToken={`${sheet.stopped} ${change.done}`}
          isSelectable
          selectionActions={(selection) => {
            const count = selectedCount(selection);
            return (
              <Button
                size="small"
                isPending={change.isWorking}
                onPress={() => change.run('remove', selection, () => allStopped(connectionId))}
              >
                {text('stopList.remove', { count, shown: format.number(count) })}
              </Button>
            );
          }}
          toolbar={<Button onPress={() => setAdding(true)}>{text('stopList.add')}</Button>}
          empty={
            <EmptyState
              sentence={text('stopList.empty')}
              actions={<Button onPress={() => setAdding(true)}>{text('stopList.add')}</Button>}
            />
          }
        />
      </div>
      {isAdding && <AddToStopList sheet={sheet} onClose={() => setAdding(false)} />}
    </section>
  );
}

const NO_FILTER = {};
const PAGE = 500;

function stopListSource(connectionId: ConnectionId): GridSource<Row, object> {
  const begin = () =>
    new CursorWalk<Row>(async (cursor, limit) => {
      const page = await askStopped(connectionId, cursor, limit);
      return { ...page, rows: page.rows.map((row) => ({ ...row, id: row.variantId })) };
    });
  let walk = begin();
  return {
    async count() {
      walk = begin();
      const { total } = await askStopped(connectionId, undefined, 1);
      return { total, isExact: true };
    },
    window: (_, offset, limit, signal) => walk.window(offset, limit, signal),
  };
}

function askStopped(connectionId: ConnectionId, cursor: string | undefined, limit: number) {
  const after = cursor === undefined ? {} : { cursor: variantIdSchema.parse(cursor) };
  return call('stopList.list', { connectionId, limit, ...after });
}

/** Every variant on the list, page by page. */
async function* allStopped(connectionId: ConnectionId): AsyncGenerator<readonly string[]> {
  let cursor: string | null | undefined;
  do {
    const page = await askStopped(connectionId, cursor ?? undefined, PAGE);
    yield page.rows.map(({ variantId }) => variantId);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

import { History } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, EmptyState, Page, PageHeader, Select } from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import connections from '../connections/Connections.module.css';
import { useAddress } from '../connections/use-address';
import { BatchPanel } from '../matching/BatchPanel';
import { useMatchActions } from '../matching/use-match-actions';
import './locale';
import { RunTable } from './RunTable';
import { GOING_STATES, isRunFilter, RUN_FILTERS, type RunFilter } from './run-facts';

const nothing = () => undefined;

/** Every run of every connection, live, narrowed by connection and result; beside them what was changed in bulk, with the way back. */
export function RunsPage() {
  const text = useText('runs');
  const [address, change] = useAddress();
  const connectionId = address.get('connection');
  const wanted = address.get('state');
  const filter: RunFilter = isRunFilter(wanted) ? wanted : 'all';
  const isFiltered = connectionId !== null || filter !== 'all';
  const [showsBatches, setShowsBatches] = useState(false);
  const batches = useMatchActions(nothing);
  const filters = Object.keys(RUN_FILTERS) as RunFilter[];
  return (
    <Page
      header={
        <PageHeader
          title={text('title')}
          status={<GoingCount />}
          actions={
            <Button icon={History} onPress={() => setShowsBatches(!showsBatches)}>
              {text('batches')}
            </Button>
          }
        />
      }
      sidePanel={showsBatches && <BatchPanel actions={batches} onClose={() => setShowsBatches(false)} />}
    >
      <div className={connections.tools}>
        <ConnectionSelect
          label={text('filter.connection')}
          allLabel={text('filter.all')}
          value={connectionId}
          onChange={(connection) => change({ connection })}
        />
        <Select<RunFilter>
          isInline
          label={text('filter.state')}
          value={filter}
          options={filters.map((value) => ({ value, label: text(`filter.${value}`) }))}
          onChange={(state) => change({ state: state === 'all' ? null : state })}
        />
        {isFiltered && (
          <Button variant="quiet" onPress={() => change({ connection: null, state: null })}>
            {text('clearFilter')}
          </Button>
        )}
      </div>
      <RunTable
        connectionId={connectionId ?? undefined}
        filter={filter}
        empty={<NoRuns isFiltered={isFiltered} onClear={() => change({ connection: null, state: null })} />}
      />
    </Page>
  );
}

function GoingCount() {
  const text = useText('runs');
  const format = useFormat();
  const { data } = useAnswer('runs.list', { states: [...GOING_STATES], limit: 200 });
  if (!data) return null;
  const count = data.runs.length;
  return (
    <span>{count === 0 ? text('nothingGoing') : text('going', { count, shown: format.number(count) })}</span>
  );
}

function NoRuns({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const text = useText('runs');
  const navigate = useNavigate();
  if (isFiltered) {
    return (
      <EmptyState
        sentence={text('emptyFiltered')}
        actions={<Button onPress={onClear}>{text('clearFilter')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      sentence={text('empty')}
      actions={
        <Button variant="primary" onPress={() => void navigate('/connections')}>
          {text('openConnections')}
        </Button>
      }
    />
  );
}

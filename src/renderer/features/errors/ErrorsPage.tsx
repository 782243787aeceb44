import { useParams } from 'react-router';
import type { Problem } from '../../../shared/contract/problems';
import { problemIdSchema } from '../../../shared/domain/ids';
import { useText } from '../../i18n/use-text';
import { useAnswer } from '../../lib/queries';
import { Button, ChoiceChip, EmptyState, ErrorState, LoadingRows, Page, PageHeader } from '../../ui';
import { ConnectionSelect } from '../connections/ConnectionSelect';
import connections from '../connections/Connections.module.css';
import { useAddress } from '../connections/use-address';
import styles from './Errors.module.css';
import './locale';
import { ProblemDetail } from './ProblemDetail';
import { ProblemList } from './ProblemList';
import {
  countProblems,
  FAULTS,
  isFault,
  isProblemState,
  MOST_SHOWN,
  PROBLEM_STATES,
  type ProblemFilter,
} from './use-problems';

/** The error centre: causes on the left, the chosen one on the right. */
export function ErrorsPage() {
  const { id } = useParams();
  const text = useText('problems');
  const [address, change] = useAddress();
  const state = address.get('state');
  const fault = address.get('fault');
  const filter: ProblemFilter = {
    state: isProblemState(state) ? state : 'open',
    fault: isFault(fault) ? fault : null,
    connectionId: address.get('connection'),
  };
  // Closed causes pile up: asked apart, they never crowd out an open one.
  const standing = useAnswer('problems.list', { states: ['open', 'snoozed'], limit: MOST_SHOWN });
  const closed = useAnswer('problems.list', { states: ['closed'], limit: MOST_SHOWN });
  const failed = standing.error ?? closed.error;
  const retry = () => void Promise.all([standing.refetch(), closed.refetch()]);
  const problems = [...(standing.data?.problems ?? []), ...(closed.data?.problems ?? [])];
  const clear = () => change({ fault: null, connection: null });
  return (
    <Page header={<PageHeader title={text('title')} />}>
      <Filters problems={problems} filter={filter} onChange={change} />
      {failed ? (
        <ErrorState error={failed} onRetry={retry} />
      ) : standing.isPending || closed.isPending ? (
        <LoadingRows columns={['60%', '20%']} />
      ) : (
        <Found
          problems={problems}
          filter={filter}
          chosenId={id ?? null}
          query={address.toString()}
          onClear={clear}
        />
      )}
    </Page>
  );
}

interface FiltersProps {
  readonly problems: readonly Problem[];
  readonly filter: ProblemFilter;
  readonly onChange: (change: Readonly<Record<string, string | null>>) => void;
}

function Filters({ problems, filter, onChange }: FiltersProps) {
  const text = useText('problems');
  const errors = useText('errors');
  const counts = countProblems(problems, filter);
  return (
    <div className={connections.tools}>
      <fieldset className={styles.group} aria-label={text('state.label')}>
        {PROBLEM_STATES.map((state) => (
          <ChoiceChip
            key={state}
            label={text(`state.${state}`)}
            count={counts.byState(state)}
            isSelected={filter.state === state}
            onChange={() => onChange({ state: state === 'open' ? null : state })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.group} aria-label={text('fault')}>
        {FAULTS.map((fault) => (
          <ChoiceChip
            key={fault}
            label={errors(`fault.${fault}`)}
            count={counts.byFault(fault)}
            isSelected={filter.fault === fault}
            onChange={(isSelected) => onChange({ fault: isSelected ? fault : null })}
          />
        ))}
      </fieldset>
      <ConnectionSelect
        label={text('channel')}
        allLabel={text('all')}
        value={filter.connectionId}
        onChange={(connection) => onChange({ connection })}
      />
    </div>
  );
}

interface FoundProps {
  readonly problems: readonly Problem[];
  readonly filter: ProblemFilter;
  readonly chosenId: string | null;
  readonly query: string;
  readonly onClear: () => void;
}

function Found({ problems, filter, chosenId, query, onClear }: FoundProps) {
  const { shown } = countProblems(problems, filter);
  // An address leads to its problem, whatever the filter; without one the first is shown.
  const chosen = chosenId === null ? shown[0] : problems.find(({ id }) => id === chosenId);
  if (shown.length === 0 && !chosen && chosenId === null)
    return <Nothing filter={filter} onClear={onClear} />;
  return (
    <div className={styles.split}>
      {shown.length > 0 ? (
        <ProblemList problems={shown} chosenId={chosen?.id ?? null} query={query} />
      ) : (
        <Nothing filter={filter} onClear={onClear} />
      )}
      {chosen ? (
        <ProblemDetail key={chosen.id} problem={chosen} />
      ) : (
        chosenId !== null && <ById id={chosenId} />
      )}
    </div>
  );
}

/** A problem older than what the list holds, opened by its address. */
function ById({ id }: { readonly id: string }) {
  const text = useText('problems');
  const { data, isError, isPending } = useProblem(id);
  if (isPending) return <LoadingRows rows={3} />;
  if (isError) return <EmptyState sentence={text('gone')} />;
  return <ProblemDetail problem={data} />;
}

function useProblem(id: string) {
  const parsed = problemIdSchema.safeParse(id);
  return useAnswer('problems.get', { id: parsed.data ?? problemIdSchema.parse('0') });
}

function Nothing({ filter, onClear }: { readonly filter: ProblemFilter; readonly onClear: () => void }) {
  const text = useText('problems');
  if (filter.fault !== null || filter.connectionId !== null) {
    return (
      <EmptyState
        sentence={text('emptyFiltered')}
        actions={<Button onPress={onClear}>{text('clearFilter')}</Button>}
      />
    );
  }
  switch (filter.state) {
    case 'open':
      return <EmptyState sentence={text('emptyOpen')} detail={text('emptyOpenDetail')} />;
    case 'snoozed':
      return <EmptyState sentence={text('emptySnoozed')} />;
    case 'closed':
      return <EmptyState sentence={text('emptyClosed')} />;
  }
}

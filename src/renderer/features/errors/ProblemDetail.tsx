import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../shared/contract/problems';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { Button, Card, copyText, FaultChip, type KeyValue, KeyValueList, Link, StatusMark } from '../../ui';
import { errorDetail } from '../../ui/ErrorState';
import '../connections/locale';
import { problemError } from '../connections/with-facts';
import styles from './Errors.module.css';
import { nextStepOf } from './next-step';
import { ProblemActions } from './ProblemActions';
import { markOf } from './ProblemList';
import { QuarantineCard } from './QuarantineCard';

/** One cause: the sentence, whose it is, what to do, since when, and what is behind it. */
export function ProblemDetail({ problem }: { readonly problem: Problem }) {
  const errorText = useErrorText();
  const now = useNow(60_000);
  const isAboutRecords = nextStepOf(problem) === 'openRecords';
  return (
    <div className={styles.detail}>
      <Card>
        <h2 className={styles.sentence}>{errorText(problemError(problem, now))}</h2>
        <div className={styles.marks}>
          <StatusMark state={markOf(problem)} />
          <FaultChip fault={problem.error.fault} />
        </div>
        <StateNote problem={problem} />
        <ProblemActions problem={problem} />
        <Times problem={problem} />
      </Card>
      {isAboutRecords && problem.connectionId !== null && problem.stream !== null && (
        <QuarantineCard connectionId={problem.connectionId} stream={problem.stream} />
      )}
      <Facts problem={problem} />
    </div>
  );
}

function StateNote({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const format = useFormat();
  if (problem.state === 'snoozed' && problem.snoozedUntil !== null) {
    return <p>{text('snoozedUntil', { time: format.dateTime(problem.snoozedUntil) })}</p>;
  }
  if (problem.state !== 'closed' || problem.closedAt === null) return null;
  const time = format.dateTime(problem.closedAt);
  if (problem.closedBy === 'person')
    return <p>{text('closedByPerson', { time, reason: problem.closeReason ?? '' })}</p>;
  return <p>{text('closedByCause', { time })}</p>;
}

function Times({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const names = useText('connections');
  const format = useFormat();
  const entries: KeyValue[] = [
    { key: 'first', label: text('first'), value: format.dateTime(problem.firstSeenAt) },
    { key: 'last', label: text('last'), value: format.dateTime(problem.lastSeenAt) },
    { key: 'count', label: text('count'), value: format.number(problem.count) },
  ];
  if (problem.connectionId !== null) {
    entries.push({
      key: 'connection',
      label: text('connection'),
      value: (
        <Link href={`#/connections/${problem.connectionId}`}>
          {problem.connectionName ?? problem.connectionId}
        </Link>
      ),
    });
  }
  if (problem.stream)
    entries.push({ key: 'stream', label: text('stream'), value: names(`stream.${problem.stream}`) });
  if (problem.state === 'open') {
    const next = problem.nextTryAt === null ? text('noNext') : format.dateTime(problem.nextTryAt);
    entries.push({ key: 'next', label: text('next'), value: next });
  }
  return <KeyValueList entries={entries} />;
}

/** The code and the plain facts, for whoever helps; and the same as text to copy. */
function Facts({ problem }: { readonly problem: Problem }) {
  const text = useText('problems');
  const errors = useText('errors');
  const errorText = useErrorText();
  const [wasCopied, setCopied] = useState(false);
  const { error, runId, lastSeenAt } = problem;
  const copy = async () => {
    const extra = { count: problem.count, ...(runId === null ? {} : { runId }) };
    setCopied(await copyText(errorDetail(errors('detailTitle'), errorText(error), error, lastSeenAt, extra)));
  };
  const facts = shownFacts(error.facts);
  return (
    <Card
      title={text('facts')}
      actions={
        <Button size="small" variant="quiet" icon={Copy} onPress={() => void copy()}>
          {text(wasCopied ? 'copied' : 'copyDetail')}
        </Button>
      }
    >
      <KeyValueList
        entries={[
          { key: 'code', label: text('code'), value: <code>{error.code}</code> },
          ...facts.map(([name, value]) => ({
            key: `fact.${name}`,
            label: isNamed(name) ? text(`fact.${name}`) : name,
            value: String(value),
          })),
          ...(runId === null
            ? []
            : [{ key: 'run', label: text('openRun'), value: <Link href={`#/runs/${runId}`}>{runId}</Link> }]),
        ]}
      />
    </Card>
  );
}

/** Facts with a name on the screen; others are shown as they are called. */
const NAMED = [
  'host',
  'status',
  'text',
  'scope',
  'number',
  'reason',
  'field',
  'count',
  'ip',
  'period',
  'sku',
  'onHand',
  'sold',
  'locations',
] as const;

function isNamed(name: string): name is (typeof NAMED)[number] {
  return NAMED.some((known) => known === name);
}

/** Said above already, or the same as another fact. */
const SAID = new Set(['channel', 'connection', 'stream', 'time', 'message', 'duration', 'local']);

function shownFacts(facts: Problem['error']['facts']) {
  return Object.entries(facts).filter(
    ([name, value]) => value !== null && !SAID.has(name) && !(name === 'code' && facts.status === value),
  );
}

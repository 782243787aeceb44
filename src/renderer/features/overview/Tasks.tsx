import { CircleCheck, CircleHelp, Hand, OctagonX, TriangleAlert } from 'lucide-react';
import { useNavigate } from 'react-router';
import type { Overview } from '../../../shared/contract/overview';
import type { Problem } from '../../../shared/contract/problems';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { useMatchSummary, useValueSums } from '../../lib/shell-facts';
import { Button, Card, FaultChip, Link } from '../../ui';
import styles from './Overview.module.css';
import { severityOf, sortedTasks } from './tasks';

const SHOWN = 7;

/** Open problems, the serious ones first; nothing but one line when all is well. */
export function Tasks({ overview }: { readonly overview: Overview }) {
  const text = useText('overview');
  const format = useFormat();
  const doubtful = useMatchSummary()?.doubtful ?? 0;
  const { held } = useValueSums();
  if (overview.problems.length === 0 && doubtful === 0 && held === 0) {
    const closed = overview.lastProblemClosedAt;
    return (
      <p className={styles.well}>
        <CircleCheck size={16} aria-hidden className={styles.wellIcon} />
        {closed === null ? text('well') : text('wellSince', { time: format.dateTime(closed) })}
      </p>
    );
  }
  const tasks = sortedTasks(overview.problems).slice(0, SHOWN);
  const rest = overview.openProblems - tasks.length;
  return (
    <Card title={text('tasks.title')}>
      <ul className={styles.tasks}>
        {tasks.map((problem, index) => (
          <TaskLine key={problem.id} problem={problem} isFirst={index === 0} />
        ))}
        {held > 0 && <HoldTask held={held} isFirst={tasks.length === 0} />}
        {doubtful > 0 && <MatchTask doubtful={doubtful} isFirst={tasks.length === 0 && held === 0} />}
      </ul>
      {rest > 0 && <Link href="#/errors">{text('tasks.more', { count: rest })}</Link>}
    </Card>
  );
}

/** Prices that leave only when a person says so. */
function HoldTask({ held, isFirst }: { readonly held: number; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  const navigate = useNavigate();
  const sentence = text('tasks.held', { count: held, formatted: format.number(held) });
  return (
    <li className={styles.task}>
      <Hand size={18} aria-hidden className={styles.warning} />
      <div className={styles.taskBody}>
        <span>{sentence}</span>
        <span className={styles.taskFacts}>{text('tasks.heldDetail')}</span>
      </div>
      <Button
        size="small"
        variant={isFirst ? 'primary' : 'secondary'}
        aria-label={`${text('tasks.review')}: ${sentence}`}
        onPress={() => void navigate('/holds')}
      >
        {text('tasks.review')}
      </Button>
    </li>
  );
}

/** Listings that a person has to tell apart. */
function MatchTask({ doubtful, isFirst }: { readonly doubtful: number; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  const navigate = useNavigate();
  const sentence = text('tasks.doubtful', { count: doubtful, formatted: format.number(doubtful) });
  return (
    <li className={styles.task}>
      <CircleHelp size={18} aria-hidden className={styles.warning} />
      <div className={styles.taskBody}>
        <span>{sentence}</span>
        <span className={styles.taskFacts}>{text('tasks.doubtfulDetail')}</span>
      </div>
      <Button
        size="small"
        variant={isFirst ? 'primary' : 'secondary'}
        aria-label={`${text('tasks.match')}: ${sentence}`}
        onPress={() => void navigate('/matching?tab=doubtful')}
      >
        {text('tasks.match')}
      </Button>
    </li>
  );
}

function TaskLine({ problem, isFirst }: { readonly problem: Problem; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  const navigate = useNavigate();
  const sentence = useErrorText()(problem.error);
  const isSerious = severityOf(problem) === 0;
  const Icon = isSerious ? OctagonX : TriangleAlert;
  const isKey = problem.connectionId !== null && problem.error.code === 'auth.keyRejected';
  const facts = [
    ...(problem.connectionName === null ? [] : [problem.connectionName]),
    ...(problem.count > 1
      ? [text('tasks.times', { count: problem.count, formatted: format.number(problem.count) })]
      : []),
    text('tasks.first', { time: format.dateTime(problem.firstSeenAt) }),
    ...(problem.nextTryAt === null ? [] : [text('tasks.next', { time: format.time(problem.nextTryAt) })]),
  ];
  return (
    <li className={styles.task}>
      <Icon size={18} aria-hidden className={isSerious ? styles.serious : styles.warning} />
      <div className={styles.taskBody}>
        <span>{sentence}</span>
        <span className={styles.taskFacts}>
          <FaultChip fault={problem.error.fault} />
          <span>{facts.join(' · ')}</span>
        </span>
      </div>
      <Button
        size="small"
        variant={isFirst ? 'primary' : 'secondary'}
        aria-label={`${text(isKey ? 'tasks.renewKey' : 'tasks.review')}: ${problem.connectionName ?? sentence}`}
        onPress={() =>
          void navigate(isKey ? `/connections/${problem.connectionId}` : `/errors/${problem.id}`)
        }
      >
        {text(isKey ? 'tasks.renewKey' : 'tasks.review')}
      </Button>
    </li>
  );
}

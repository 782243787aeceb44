import { CircleCheck, CircleHelp, Hand, type LucideIcon, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Overview } from '../../../shared/contract/overview';
import type { Problem } from '../../../shared/contract/problems';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useText } from '../../i18n/use-text';
import { nextStepOf } from '../../lib/next-step';
import { useMatchSummary, useValuesSummary } from '../../lib/shell-facts';
import { Button, Card, FaultChip, Link } from '../../ui';
import { NextStepBanner } from './NextStepBanner';
import styles from './Overview.module.css';
import { severityOf, sortedTasks } from './tasks';

const SHOWN = 7;

/** Open problems, the serious ones first, then the next step; nothing but one line when all is well. */
export function Tasks({ overview }: { readonly overview: Overview }) {
  const text = useText('overview');
  const format = useFormat();
  const match = useMatchSummary();
  const values = useValuesSummary();
  const doubtful = match?.doubtful ?? 0;
  const held = values?.held ?? 0;
  const step = match && values && overview.activeRuns.length === 0 ? nextStepOf(match, values) : null;
  if (overview.problems.length === 0 && doubtful === 0 && held === 0) {
    if (step) return <NextStepBanner step={step} />;
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
    <>
      <Card title={text('tasks.title')}>
        <ul className={styles.tasks}>
          {tasks.map((problem, index) => (
            <ProblemTask key={problem.id} problem={problem} isFirst={index === 0} />
          ))}
          {held > 0 && <HoldTask held={held} isFirst={tasks.length === 0} />}
          {doubtful > 0 && <MatchTask doubtful={doubtful} isFirst={tasks.length === 0 && held === 0} />}
        </ul>
        {rest > 0 && <Link href="#/errors">{text('tasks.more', { count: rest })}</Link>}
      </Card>
      {step && <NextStepBanner step={step} />}
    </>
  );
}

/** Prices that leave only when a person says so. */
function HoldTask({ held, isFirst }: { readonly held: number; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  return (
    <Task
      icon={Hand}
      sentence={text('tasks.held', { count: held, formatted: format.number(held) })}
      facts={text('tasks.heldDetail')}
      isFirst={isFirst}
      action={text('tasks.review')}
      path="/holds"
    />
  );
}

/** Listings that a person has to tell apart. */
function MatchTask({ doubtful, isFirst }: { readonly doubtful: number; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  return (
    <Task
      icon={CircleHelp}
      sentence={text('tasks.doubtful', { count: doubtful, formatted: format.number(doubtful) })}
      facts={text('tasks.doubtfulDetail')}
      isFirst={isFirst}
      action={text('tasks.match')}
      path="/matching?tab=doubtful"
    />
  );
}

function ProblemTask({ problem, isFirst }: { readonly problem: Problem; readonly isFirst: boolean }) {
  const text = useText('overview');
  const format = useFormat();
  const sentence = useErrorText()(problem.error);
  const isSerious = severityOf(problem) === 0;
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
    <Task
      icon={isSerious ? OctagonX : TriangleAlert}
      isSerious={isSerious}
      sentence={sentence}
      facts={
        <>
          <FaultChip fault={problem.error.fault} />
          <span>{facts.join(' · ')}</span>
        </>
      }
      isFirst={isFirst}
      action={text(isKey ? 'tasks.renewKey' : 'tasks.review')}
      about={problem.connectionName ?? sentence}
      path={isKey ? `/connections/${problem.connectionId}` : `/errors/${problem.id}`}
    />
  );
}

interface TaskProps {
  readonly icon: LucideIcon;
  readonly isSerious?: boolean;
  readonly sentence: string;
  readonly facts: ReactNode;
  readonly isFirst: boolean;
  readonly action: string;
  /** Tells this button from the others; else the sentence does. */
  readonly about?: string;
  readonly path: string;
}

function Task({ icon: Icon, isSerious, sentence, facts, isFirst, action, about, path }: TaskProps) {
  const navigate = useNavigate();
  return (
    <li className={styles.task}>
      <Icon size={18} aria-hidden className={isSerious ? styles.serious : styles.warning} />
      <div className={styles.taskBody}>
        <span>{sentence}</span>
        <span className={styles.taskFacts}>{facts}</span>
      </div>
      <Button
        size="small"
        variant={isFirst ? 'primary' : 'secondary'}
        aria-label={`${action}: ${about ?? sentence}`}
        onPress={() => void navigate(path)}
      >
        {action}
      </Button>
    </li>
  );
}

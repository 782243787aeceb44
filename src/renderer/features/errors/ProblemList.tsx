import type { Problem } from '../../../shared/contract/problems';
import { useErrorText } from '../../i18n/use-error-text';
import { useFormat } from '../../i18n/use-format';
import { useNow } from '../../i18n/use-now';
import { useText } from '../../i18n/use-text';
import { StatusMark } from '../../ui';
import { problemError } from '../connections/with-facts';
import styles from './Errors.module.css';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly chosenId: string | null;
  /** Filters of the address, kept when another problem is chosen. */
  readonly query: string;
}

/** Causes, newest first; each a link to its own address. */
export function ProblemList({ problems, chosenId, query }: ProblemListProps) {
  const text = useText('problems');
  const format = useFormat();
  const errorText = useErrorText();
  const now = useNow(60_000);
  const suffix = query === '' ? '' : `?${query}`;
  return (
    <nav aria-label={text('list')} className={styles.list}>
      <ul>
        {problems.map((problem) => (
          <li key={problem.id} className={styles.entry}>
            <a
              href={`#/errors/${problem.id}${suffix}`}
              aria-current={problem.id === chosenId ? 'true' : undefined}
            >
              <StatusMark state={markOf(problem)} isIconOnly />
              <span className={styles.entryText}>
                <span className={styles.cause}>{errorText(problemError(problem, now))}</span>
                {problem.connectionName !== null && (
                  <span className={styles.where}>{problem.connectionName}</span>
                )}
              </span>
              <span className={styles.times}>
                {text('times', { count: problem.count, shown: format.number(problem.count) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Records set aside are quieter than a channel that cannot be read. */
export function markOf({ state, error }: Problem) {
  if (state === 'open' && error.code === 'record.odd') return 'record.odd';
  return `error.${state}` as const;
}

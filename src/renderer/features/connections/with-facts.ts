import type { Problem } from '../../../shared/contract/problems';
import type { DescribableError } from '../../../shared/wording/describe-error';

type Fact = string | number | null | undefined;

/** The error with facts that its own list lacks; what it says itself stands. */
export function withFacts(error: DescribableError, more: Readonly<Record<string, Fact>>): DescribableError {
  const facts = { ...error.facts };
  for (const [name, value] of Object.entries(more)) {
    if (value !== undefined && value !== null && (facts[name] ?? null) === null) facts[name] = value;
  }
  return { code: error.code, fault: error.fault, facts };
}

/** A problem's error with what only the problem knows: since when it lasts and when it is tried again. */
export function problemError(problem: Problem, nowMs: number): DescribableError {
  const until = problem.closedAt ?? nowMs;
  return withFacts(problem.error, {
    channel: problem.integrationName,
    connection: problem.connectionName,
    time: problem.nextTryAt,
    duration: Math.max(0, until - problem.firstSeenAt),
  });
}

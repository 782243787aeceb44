import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error';
import type { AnswerKey, Database } from '../database';
import type { Log } from '../log/log';
import type { ApiAnswers } from './service';

/** How long a repeated call finds its answer. */
const KEPT_MS = 24 * 3_600_000;
const PRUNED_AT_ONCE = 100;

interface Needs {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Answers of the local API under keys of its callers. A call is written down before it is done: when the process ends in between,
 * nobody knows what it did, and it is not done a second time by itself.
 */
export function openApiAnswers({ database, now, log }: Needs): ApiAnswers {
  const underWay = new Set<string>();
  const nameOf = ({ tokenId, key }: AnswerKey) => `${tokenId} ${key}`;
  return {
    begin(key, requestHash, isRepeatable) {
      const stored = database.answers.find(key);
      const isFresh = stored !== null && now() - stored.begunAt < KEPT_MS;
      if (underWay.has(nameOf(key)) || isFresh) {
        if (stored !== null && !isSame(stored.requestHash, requestHash))
          throw new AppError('input.keyReused');
        if (underWay.has(nameOf(key))) throw new AppError('input.keyInProgress');
        if (stored !== null && !stored.kept) throw new AppError('input.answerNotKept');
        if (stored !== null && stored.status !== null) return { ...stored, status: stored.status };
        if (!isRepeatable) throw new AppError('input.outcomeUnknown');
      }
      database.write((tx) => tx.answers.begin(key, requestHash, now()));
      underWay.add(nameOf(key));
      return null;
    },
    finish(key, answer) {
      underWay.delete(nameOf(key));
      try {
        // Of a revoked token nothing is kept: the row is gone, and this changes nothing.
        database.write((tx) => (answer === null ? tx.answers.remove(key) : tx.answers.finish(key, answer)));
      } catch (error) {
        log.error('answer of a call not kept', { error });
      }
    },
    prune() {
      const old = database.answers.olderThan(now() - KEPT_MS, PRUNED_AT_ONCE);
      const done = old.filter((key) => !underWay.has(nameOf(key)));
      if (done.length > 0)
        database.writePage((tx) => {
          for (const key of done) tx.answers.remove(key);
        });
    },
  };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

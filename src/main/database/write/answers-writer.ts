import { and, asc, eq, lt } from 'drizzle-orm';
import { apiAnswers } from '../schema';
import type { Typed } from '../typed';

/** What was answered under a key of a caller. */
export interface StoredAnswer {
  readonly requestHash: Uint8Array;
  /** null = begun, its answer never came. */
  readonly status: number | null;
  readonly contentType: string | null;
  readonly location: string | null;
  readonly body: Uint8Array | null;
  /** false = the answer held a secret and was not stored. */
  readonly kept: boolean;
  readonly begunAt: number;
}

export interface AnswerKey {
  readonly tokenId: string;
  readonly key: string;
}

const own = ({ tokenId, key }: AnswerKey) => and(eq(apiAnswers.tokenId, tokenId), eq(apiAnswers.key, key));

/** Answers of the local API by token and key. */
export class AnswersReader {
  protected readonly typed: Typed;

  constructor(typed: Typed) {
    this.typed = typed;
  }

  find(key: AnswerKey): StoredAnswer | null {
    const row = this.typed.select().from(apiAnswers).where(own(key)).get();
    if (row === undefined) return null;
    const { tokenId: _token, key: _key, ...answer } = row;
    return answer;
  }

  /** Begun before that time, the oldest first. */
  olderThan(time: number, limit: number): AnswerKey[] {
    return this.typed
      .select({ tokenId: apiAnswers.tokenId, key: apiAnswers.key })
      .from(apiAnswers)
      .where(lt(apiAnswers.begunAt, time))
      .orderBy(asc(apiAnswers.begunAt))
      .limit(limit)
      .all();
  }
}

export class AnswersWriter extends AnswersReader {
  begin({ tokenId, key }: AnswerKey, requestHash: Uint8Array, begunAt: number): void {
    this.remove({ tokenId, key });
    this.typed
      .insert(apiAnswers)
      .values({ tokenId, key, requestHash: Buffer.from(requestHash), begunAt })
      .run();
  }

  finish(
    key: AnswerKey,
    { body, ...answer }: Pick<StoredAnswer, 'status' | 'contentType' | 'location' | 'body' | 'kept'>,
  ): void {
    this.typed
      .update(apiAnswers)
      .set({ ...answer, body: body === null ? null : Buffer.from(body) })
      .where(own(key))
      .run();
  }

  remove(key: AnswerKey): void {
    this.typed.delete(apiAnswers).where(own(key)).run();
  }

  removeOfToken(tokenId: string): void {
    this.typed.delete(apiAnswers).where(eq(apiAnswers.tokenId, tokenId)).run();
  }
}

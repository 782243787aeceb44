import type { WriteRow } from '../../../shared/connector/write';
import { toAppError } from '../../../shared/errors/app-error';
import type { StoredSend } from '../../database';
import type { PollReply } from '../../engine/types';
import { sameValue } from '../next-value';
import { refreshListing } from '../wanted';
import { type BatchItem, writeRow } from './batches';
import { type LaneCore, MOST_ROWS, ROUND_CALLS, STEP_LISTINGS, type Task, type Work } from './lane-core';
import { settleDoubtful, settleResults } from './settle';
import { inSteps } from './steps';

/** Asks for the results of accepted calls. */
export class Polls {
  readonly #core: LaneCore;

  constructor(core: LaneCore) {
    this.#core = core;
  }

  tasks(work: Work): Task[] {
    const now = this.#core.options.now();
    return this.#core.options.database.sends
      .polling(this.#core.id)
      .filter((send) => (send.pollAt ?? 0) <= now)
      .slice(0, ROUND_CALLS)
      .map((send) => () => this.#poll(work, send));
  }

  async #poll(work: Work, send: StoredSend): Promise<void> {
    const { database, log, needsPerson, now } = this.#core.options;
    const action = work.definition.actions?.[send.action];
    const items = await this.#itemsOf(send.id);
    if (action?.answer.kind !== 'later' || send.remoteId === null || items.length === 0) {
      await settleDoubtful(database, send.id, now());
      return;
    }
    const { everySeconds } = action.answer;
    let reply: PollReply;
    try {
      reply = await work.client.poll({
        action: send.action,
        rows: items.map(sentRow),
        batchId: send.remoteId,
        signal: work.signal,
        onWait: () => undefined,
      });
    } catch (thrown) {
      if (work.signal.aborted) return;
      const error = toAppError(thrown);
      // The channel as such answers: only this result cannot be had.
      if (error.retryable || needsPerson(error.toWire())) this.#core.failed(thrown);
      else log.warn('result not read', { connectionId: this.#core.id, error: thrown });
      await this.#notReady(send, Math.max(everySeconds, 5));
      return;
    }
    this.#core.succeeded();
    const told = { channel: work.connection.name, now: now() };
    if (reply.kind === 'results') await settleResults(database, send.id, reply.results, told);
    else if (reply.kind === 'lost') await settleDoubtful(database, send.id, now());
    else {
      await this.#notReady(send, everySeconds);
      await this.#overtake(items);
    }
  }

  async #itemsOf(sendId: number): Promise<BatchItem[]> {
    const { database } = this.#core.options;
    const items: BatchItem[] = [];
    const listings = [...Map.groupBy(database.values.ofSend(sendId, MOST_ROWS), (row) => row.listingId)];
    await inSteps(database, listings, STEP_LISTINGS, (part) => {
      for (const [listingId, rows] of part) {
        const target = database.values.sendTarget(listingId);
        if (target !== null) items.push({ target, values: rows });
      }
    });
    return items;
  }

  async #notReady(send: StoredSend, againSeconds: number): Promise<void> {
    const { database, now } = this.#core.options;
    if ((send.giveUpAt ?? 0) <= now()) await settleDoubtful(database, send.id, now());
    else database.write((tx) => tx.sends.pollAgain(send.id, now() + againSeconds * 1000));
  }

  /** What is wanted by now may have waited long enough for this result. */
  async #overtake(items: readonly BatchItem[]): Promise<void> {
    const { database } = this.#core.options;
    const waiting = items.filter(({ values }) =>
      values.some((row) => !sameValue(row.kind, row.wanted, row.sent)),
    );
    await inSteps(database, waiting, STEP_LISTINGS, (part) =>
      database.write((tx) => {
        for (const { target } of part) refreshListing(tx, target.listingId);
      }),
    );
  }
}

/** The row as it was sent, whatever is wanted by now. */
function sentRow({ target, values }: BatchItem): WriteRow {
  return writeRow({ target, values: values.map((row) => ({ ...row, wanted: row.sent })) });
}

import { toAppError } from '../../../shared/errors/app-error';
import type { StoredSend } from '../../database';
import { refreshListing } from '../wanted';
import { writeRow } from './batches';
import { type LaneCore, ROUND_CALLS, type Task, type Work } from './lane-core';
import { settleDoubtful, settleResults } from './settle';

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

  async #poll({ definition, client, connection, signal }: Work, send: StoredSend): Promise<void> {
    const { database, now } = this.#core.options;
    const action = definition.actions?.[send.action];
    const targets = database.values
      .ofSend(send.id)
      .flatMap((row) => database.values.sendTarget(row.listingId) ?? []);
    const items = [...new Map(targets.map((target) => [target.listingId, target])).values()];
    if (action?.answer.kind !== 'later' || send.remoteId === null || items.length === 0) {
      database.write((tx) => settleDoubtful(tx, send.id, now()));
      return;
    }
    const { everySeconds } = action.answer;
    try {
      const rows = database.values.ofSend(send.id);
      const reply = await client.poll({
        action: send.action,
        rows: items.map((target) =>
          writeRow({
            target,
            values: rows
              .filter((row) => row.listingId === target.listingId)
              .map((row) => ({ ...row, wanted: row.sent })),
          }),
        ),
        batchId: send.remoteId,
        signal,
        onWait: () => undefined,
      });
      const told = { channel: connection.name, now: now() };
      if (reply.kind === 'results') {
        database.write((tx) => settleResults(tx, send.id, reply.results, told));
        this.#core.succeeded();
      } else if (reply.kind === 'lost' || (send.giveUpAt ?? 0) <= now())
        database.write((tx) => settleDoubtful(tx, send.id, now()));
      else
        database.write((tx) => {
          tx.sends.pollAgain(send.id, now() + everySeconds * 1000);
          for (const { listingId } of items) refreshListing(tx, listingId);
        });
    } catch (thrown) {
      if (signal.aborted) return;
      const error = toAppError(thrown);
      // The channel as such answers: only this result cannot be had.
      if (error.retryable || this.#core.options.needsPerson(error.toWire())) this.#core.failed(thrown);
      else this.#core.options.log.warn('result not read', { connectionId: this.#core.id, error: thrown });
      const giveUp = (send.giveUpAt ?? 0) <= now();
      database.write((tx) =>
        giveUp
          ? settleDoubtful(tx, send.id, now())
          : tx.sends.pollAgain(send.id, now() + Math.max(everySeconds, 5) * 1000),
      );
    }
  }
}

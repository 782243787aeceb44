import PQueue from 'p-queue';
import type { ConnectorDefinition, MapContext } from '../../../shared/connector/definition';
import type { ConnectionId } from '../../../shared/domain/ids';
import { valueKindSchema } from '../../../shared/domain/listing-value';
import { toAppError } from '../../../shared/errors/app-error';
import type { ChannelClient } from '../../engine/types';
import {
  LARGEST_BACK_OFF_MS,
  type LaneCore,
  type LaneOptions,
  ROUND_ROWS,
  type Task,
  type Work,
} from './lane-core';
import { Polls } from './polls';
import { ReadBacks } from './read-backs';
import { Sends } from './sends';
import { settleDoubtful } from './settle';

/** Calls to one channel at the same time; its budgets hold them back as well. */
const CALLS_AT_ONCE = 3;
const FIRST_BACK_OFF_MS = 2_000;

/** What one connection is told: batches, their results, and questions about what it shows. One listing is in one call at a time. */
export class Lane {
  readonly #id: ConnectionId;
  readonly #options: LaneOptions;
  readonly #calls = new PQueue({ concurrency: CALLS_AT_ONCE });
  readonly #polls: Polls;
  readonly #readBacks: ReadBacks;
  readonly #sends: Sends;
  #failures = 0;
  /** No call before then (UTC epoch ms). */
  #restUntil = 0;
  #stopped = false;

  constructor(id: ConnectionId, options: LaneOptions) {
    this.#id = id;
    this.#options = options;
    const core: LaneCore = {
      id,
      options,
      succeeded: () => this.#succeeded(),
      failed: (thrown) => this.#failed(thrown),
    };
    this.#polls = new Polls(core);
    this.#readBacks = new ReadBacks(core);
    this.#sends = new Sends(core);
  }

  /** When there is something to do next (UTC epoch ms); null = nothing waits. */
  get nextAt(): number | null {
    const { database } = this.#options;
    if (database.connections.find(this.#id)?.state !== 'active') return null;
    const [poll] = database.sends.polling(this.#id);
    const times = [database.values.nextDue(this.#id), poll?.pollAt ?? null].filter((time) => time !== null);
    if (times.length === 0 || this.#stopped) return null;
    return Math.max(Math.min(...times), this.#restUntil);
  }

  /** Something is wrong on this side: rests before the next try. */
  rest(): void {
    this.#restUntil = this.#options.now() + LARGEST_BACK_OFF_MS;
  }

  /** The channel can be reached with these keys: a call may succeed again. */
  unblock(): void {
    this.#stopped = false;
  }

  /** The keys changed or the person asked: tries at once. */
  wake(): void {
    this.#restUntil = 0;
    this.#stopped = false;
    this.#failures = 0;
  }

  /**
   * Works off what is due; ends when nothing is due any more, calls fail, or `mayGoOn` says so. False when there was nothing to
   * call for.
   */
  async run(signal: AbortSignal, mayGoOn: () => boolean = () => true): Promise<boolean> {
    const { database, now } = this.#options;
    const connection = database.connections.find(this.#id);
    if (connection === null || !this.#mayCall() || !mayGoOn()) return false;
    await this.#settleUnended();
    const { definition, client } = await this.#options.open(connection);
    const learned = await this.#learned(client, signal);
    if (learned === null) return false;
    this.#dropUncarried(definition);
    let called = false;
    const context: MapContext = { fields: connection.fields, learned, readAt: now() };
    const mayCall = () => !signal.aborted && this.#mayCall() && mayGoOn();
    const work: Work = { connection, definition, client, context, signal, mayCall };
    while (mayCall()) {
      const asking = [...this.#polls.tasks(work), ...(await this.#readBacks.tasks(work))];
      // Orders are read before stock is told: no answer waits for that.
      const [asked, told] = await Promise.allSettled([this.#callAll(work, asking), this.#tell(work)]);
      // Thrown only when both have ended: a call under way would be taken for one without an end.
      if (asked.status === 'rejected') throw asked.reason;
      if (told.status === 'rejected') throw told.reason;
      if (asking.length + told.value === 0) break;
      called = true;
      this.#options.news.valuesChanged(this.#id);
    }
    return called;
  }

  async #tell(work: Work): Promise<number> {
    const tasks = await this.#sends.tasks(work);
    await this.#callAll(work, tasks);
    return tasks.length;
  }

  /** Ends when all of them have ended: after that no call of this lane is under way. */
  async #callAll(work: Work, tasks: readonly Task[]): Promise<void> {
    const failures: unknown[] = [];
    const call = async (task: Task): Promise<void> => {
      if (!work.mayCall()) return;
      try {
        await task();
      } catch (thrown) {
        failures.push(thrown);
      }
    };
    await this.#calls.addAll(tasks.map((task) => () => call(task)));
    if (failures.length > 0) throw failures[0];
  }

  /** Calls whose end could not be stored (a full disk): the channel is asked what became of them. */
  async #settleUnended(): Promise<void> {
    const { database, now } = this.#options;
    for (const { id } of database.sends.underWay(this.#id)) await settleDoubtful(database, id, now());
  }

  #mayCall(): boolean {
    const { database, now } = this.#options;
    if (this.#stopped || this.#restUntil > now()) return false;
    return database.connections.find(this.#id)?.state === 'active';
  }

  /** A kind of value the connector has no call for (it had one once) is told to nobody. */
  #dropUncarried(definition: ConnectorDefinition): void {
    const { database, now } = this.#options;
    const carried = new Set(Object.values(definition.actions ?? {}).flatMap((action) => action.carries));
    for (const kind of valueKindSchema.options) {
      if (carried.has(kind)) continue;
      const rows = database.values.due(this.#id, kind, 'queued', now(), ROUND_ROWS);
      if (rows.length === 0) continue;
      database.write((tx) => {
        for (const row of rows) tx.values.save({ ...row, state: 'off', checkAt: null });
      });
    }
  }

  async #learned(client: ChannelClient, signal: AbortSignal): Promise<MapContext['learned'] | null> {
    try {
      return await client.learn(signal);
    } catch (thrown) {
      if (!signal.aborted) this.#failed(thrown);
      return null;
    }
  }

  #succeeded(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.#options.news.sendingWorks(this.#id);
  }

  /** The channel as such fails: rests, longer each time. Answers when it is tried again; null = not before a person acted. */
  #failed(thrown: unknown): number | null {
    const { log, now, news } = this.#options;
    const error = toAppError(thrown);
    const wire = error.toWire();
    if (error.fault === 'kervan') log.error('channel not told', { connectionId: this.#id, error: thrown });
    if (this.#options.needsPerson(wire)) {
      if (!this.#stopped) news.sendingFailed(this.#id, wire, null);
      this.#stopped = true;
      return null;
    }
    // Calls made at the same time fail together: that is one failure.
    if (this.#restUntil > now()) return this.#restUntil;
    this.#failures += 1;
    const rest = Math.min(LARGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** Math.min(this.#failures, 10));
    this.#restUntil = now() + rest;
    news.sendingFailed(this.#id, wire, this.#restUntil);
    return this.#restUntil;
  }
}

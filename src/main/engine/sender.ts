import type { ConnectorDefinition, MapContext, RequestTemplate } from '../../shared/connector/definition';
import { readPath } from '../../shared/connector/path';
import type { ReadBack, RowResult, WriteAction, WriteContext, WriteRow } from '../../shared/connector/write';
import { AppError } from '../../shared/errors/app-error';
import type { Redact } from '../http/redact';
import type { Clock } from '../http/types';
import { channelWords } from './channel-words';
import { DoubtfulWrite } from './doubtful-write';
import type { Exchange, LateCall } from './exchange';
import { attempted, readAnswer } from './read-answer';
import type { Values } from './request-builder';
import { groupOf, rowValues } from './row-values';
import type { AskOptions, ChannelClient, PollReply, SendCall, SendOptions, SendReply, Wait } from './types';

export interface SenderTools {
  readonly definition: ConnectorDefinition;
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly redact: Redact;
  /** Field values, learned facts and every placeholder value; learns first what is missing. */
  context(
    signal: AbortSignal,
    onWait: (wait: Wait | null) => void,
  ): Promise<{
    readonly fields: Values;
    readonly learned: Values;
    readonly values: Values;
  }>;
}

/** The sending side of a connection: one call at a time, with the channel's own word for every row. */
export function createSender(tools: SenderTools): Pick<ChannelClient, 'send' | 'poll' | 'readBack'> {
  const { definition, exchange } = tools;

  function actionOf(name: string): WriteAction {
    const action = definition.actions?.[name];
    if (action === undefined) throw misuse(`${definition.id} has no action "${name}"`);
    return action;
  }

  async function prepared(options: Pick<AskOptions, 'signal' | 'onWait'>) {
    const { fields, learned, values } = await tools.context(options.signal, options.onWait);
    const context: MapContext = { fields, learned, readAt: tools.clock.now() };
    return { context, values };
  }

  function requestFor(
    name: string,
    { rows, key }: SendCall,
    { context, values }: Awaited<ReturnType<typeof prepared>>,
  ): LateCall {
    const action = actionOf(name);
    assertBatch(rows, action.batchSize, `${name}.batchSize`);
    const group = groupOf(action.group, rows, context);
    assertSendable(action, rows, context);
    const writeContext: WriteContext = { ...context, group, key };
    return {
      request: requestOf(action, group),
      values: { ...values, ...rowValues(rows, group), key },
      body: action.body(rows, writeContext),
    };
  }

  async function send(options: SendOptions): Promise<SendReply | null> {
    const action = actionOf(options.action);
    const known = await prepared(options);
    let rows: readonly WriteRow[] = [];
    let results: readonly RowResult[] | null = null;
    let batchId: string | null = null;
    const take = async (): Promise<LateCall | null> => {
      const call = await options.take();
      if (call === null) return null;
      rows = call.rows;
      return requestFor(options.action, call, known);
    };
    try {
      const reply = await exchange.callLate(
        {
          name: `send.${options.action}`,
          budget: action.budget,
          responses: action.responses,
          write: true,
          accepts: (json) => {
            const { answer } = action;
            if (answer.kind === 'later') batchId = textAt(json, answer.id);
            else results = attempted(() => answer.read(json, rows));
            return batchId !== null || results !== null;
          },
          signal: options.signal,
          onWait: options.onWait,
        },
        take,
      );
      if (reply === null) return null;
      if (reply.outcome === 'skip') throw new AppError('chan.notFound', { facts: { part: options.action } });
    } catch (thrown) {
      if (thrown instanceof DoubtfulWrite) return { kind: 'uncertain', error: thrown.error.toWire() };
      throw thrown;
    }
    if (batchId !== null) return { kind: 'accepted', batchId };
    if (results !== null) return { kind: 'results', results: tidy(results, rows) };
    return { kind: 'uncertain', error: new AppError('chan.badAnswer').toWire() };
  }

  async function poll(options: Parameters<ChannelClient['poll']>[0]): Promise<PollReply> {
    const action = actionOf(options.action);
    const { answer } = action;
    if (answer.kind !== 'later') throw misuse(`${options.action} answers at once`);
    const { context, values } = await prepared(options);
    const group = groupOf(action.group, options.rows, context);
    const call = {
      name: `poll.${options.action}`,
      request: answer.poll,
      values: { ...values, ...rowValues(options.rows, group), 'batch.id': options.batchId },
      budget: answer.pollBudget,
      responses: answer.responses,
      signal: options.signal,
      onWait: options.onWait,
    };
    const found = await readAnswer(exchange, call, (json) => answer.read(json, options.rows));
    if (found === null) return { kind: 'lost' };
    const results = found.value;
    return results === null ? { kind: 'pending' } : { kind: 'results', results: tidy(results, options.rows) };
  }

  async function readBack(
    options: Parameters<ChannelClient['readBack']>[0],
  ): ReturnType<ChannelClient['readBack']> {
    const { readBack: ask } = actionOf(options.action);
    if (ask === undefined) return null;
    const { rows } = options;
    const { context, values } = await prepared(options);
    assertBatch(rows, ask.batchSize, `${options.action}.readBack.batchSize`);
    const group = groupOf(ask.group, rows, context);
    const call = {
      name: `readBack.${options.action}`,
      request: requestOf(ask, group),
      values: { ...values, ...rowValues(rows, group) },
      body: ask.body?.(rows, { ...context, group, key: '' }),
      budget: ask.budget,
      responses: ask.responses,
      signal: options.signal,
      onWait: options.onWait,
    };
    const seen = await readAnswer(exchange, call, (json) => ask.read(json, rows, context));
    const wanted = new Set(rows.map((row) => row.key));
    return (seen?.value ?? []).filter((row) => wanted.has(row.key));
  }

  /** Only rows that were sent, each once, and the channel's words without secrets on one short line. */
  function tidy(results: readonly RowResult[], rows: readonly WriteRow[]): readonly RowResult[] {
    const open = new Set(rows.map((row) => row.key));
    return results.flatMap((result) => {
      if (!open.delete(result.key)) return [];
      if (result.outcome !== 'refused' || result.reason === null) return [result];
      return [{ ...result, reason: channelWords(result.reason, tools.redact) }];
    });
  }

  return { send, poll, readBack };
}

function requestOf(from: WriteAction | ReadBack, group: Values): RequestTemplate {
  const name = group.request;
  return (name === undefined ? undefined : from.alternatives?.[name]) ?? from.request;
}

function textAt(json: unknown, path: string): string | null {
  const value = readPath(json, path);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Too many rows would be refused as a whole, or cut off without a word. */
function assertBatch(rows: readonly WriteRow[], batchSize: number, place: string): void {
  if (rows.length === 0 || rows.length > batchSize) throw misuse(`${place}: ${rows.length} rows`);
  if (new Set(rows.map((row) => row.key)).size !== rows.length) throw misuse(`${place}: one row twice`);
}

/** The last guard before the wire; the outbox asks row by row before it batches. */
function assertSendable(action: WriteAction, rows: readonly WriteRow[], context: MapContext): void {
  for (const row of rows) {
    const refusal = action.refuses?.(row, context);
    if (refusal) throw new AppError(refusal.code, { facts: { sku: row.sku, ...refusal.facts } });
  }
}

function misuse(message: string): AppError {
  return new AppError('internal.unexpected', { cause: new Error(message) });
}

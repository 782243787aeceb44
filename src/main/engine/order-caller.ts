import type { ConnectorDefinition, MapContext } from '../../shared/connector/definition';
import type { OrderAction, OrderChanges } from '../../shared/connector/order-change';
import { orderRecordSchema } from '../../shared/domain/order';
import { AppError } from '../../shared/errors/app-error';
import { channelWords } from './channel-words';
import { DoubtfulWrite } from './doubtful-write';
import { recordsIn } from './extraction';
import { attempted, readAnswer } from './read-answer';
import type { Values } from './request-builder';
import type { SenderTools } from './sender';
import type { ChangeReply, ChannelClient, OrderChangeCall } from './types';

const noWait = (): void => undefined;

/** Moves orders on at the channel and asks how they stand there. */
export function createOrderCaller(tools: SenderTools): Pick<ChannelClient, 'changeOrder' | 'lookAtOrders'> {
  const { definition, exchange } = tools;

  async function changeOrder(call: OrderChangeCall): Promise<ChangeReply> {
    const action = changesOf(definition).actions[call.action];
    if (action === undefined) throw misuse(`${definition.id} has no change "${call.action}"`);
    try {
      const { values } = await tools.context(call.signal, noWait);
      const named = { ...values, ...placeholders(call) };
      const prepared = await prepare(action, call, named);
      const bodies = action.bodies(call.piece, { ...call, prepared });
      if (bodies.length === 0)
        throw new AppError('order.nothingOpen', { facts: { order: call.order.number } });
      for (const body of bodies) {
        const refusal = await sendOne(action, call, named, body);
        if (refusal !== null) return refusal;
      }
      return { kind: 'taken' };
    } catch (thrown) {
      if (thrown instanceof DoubtfulWrite) return { kind: 'uncertain', error: thrown.error.toWire() };
      if (thrown instanceof AppError) return { kind: 'refused', error: thrown.toWire() };
      throw thrown;
    }
  }

  async function prepare(action: OrderAction, call: OrderChangeCall, values: Values): Promise<unknown> {
    if (action.prepare === undefined) return undefined;
    const { request, budget, responses, read } = action.prepare;
    const found = await readAnswer(
      exchange,
      { name: `prepare.${call.action}`, request, values, budget, responses, signal: call.signal },
      read,
    );
    if (found === null) throw new AppError('chan.notFound', { facts: { part: call.action } });
    return found.value;
  }

  /** null = taken. */
  async function sendOne(
    action: OrderAction,
    call: OrderChangeCall,
    values: Values,
    body: unknown,
  ): Promise<ChangeReply | null> {
    const { refusal } = action;
    let told: { readonly words: string | null } = { words: null };
    await exchange.call({
      name: `order.${call.action}`,
      request: action.request,
      values,
      body,
      budget: action.budget,
      responses: action.responses,
      write: true,
      accepts: (json) => {
        if (refusal === undefined) return true;
        const read = attempted(() => ({ words: refusal(json) }));
        if (read !== null) told = read;
        return read !== null;
      },
      signal: call.signal,
    });
    if (told.words === null) return null;
    const text = channelWords(told.words, tools.redact) ?? '';
    return { kind: 'refused', error: new AppError('order.refused', { facts: { text } }).toWire() };
  }

  async function lookAtOrders({
    ids,
    whole,
    signal,
  }: Parameters<ChannelClient['lookAtOrders']>[0]): ReturnType<ChannelClient['lookAtOrders']> {
    const { look } = changesOf(definition);
    if (ids.length === 0 || ids.length > look.most) throw misuse(`look.most: ${ids.length} orders`);
    const { fields, learned, values } = await tools.context(signal, noWait);
    const context: MapContext = { fields, learned, readAt: tools.clock.now() };
    const found = await readAnswer(
      exchange,
      {
        name: 'lookAtOrders',
        request: (whole && look.whole) || look.request,
        values: { ...values, 'look.ids': ids.join(',') },
        body: whole ? undefined : look.body?.(ids),
        budget: look.budget,
        responses: look.responses,
        signal,
      },
      (json) => recordsIn(json, look),
    );
    return (found?.value ?? []).flatMap((raw) => {
      // An order that cannot be understood is left to the next reading, which sets it aside with its reasons.
      const records = attempted(() =>
        look.map(look.raw.parse(raw) as never, context).map((record) => orderRecordSchema.parse(record)),
      );
      return records ?? [];
    });
  }

  return { changeOrder, lookAtOrders };
}

function changesOf(definition: ConnectorDefinition): OrderChanges {
  if (definition.orderChanges === undefined) throw misuse(`${definition.id} changes no orders`);
  return definition.orderChanges;
}

function placeholders({ order, piece, fields }: OrderChangeCall): Record<string, string> {
  const given = Object.entries(fields).map(([name, value]) => [`field.${name}`, value]);
  return {
    'order.key': order.key,
    'order.number': order.number,
    'piece.key': piece.key,
    ...Object.fromEntries(given),
  };
}

function misuse(message: string): AppError {
  return new AppError('internal.unexpected', { cause: new Error(message) });
}

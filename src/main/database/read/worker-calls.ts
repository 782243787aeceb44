import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { AppError, wireErrorSchema } from '../../../shared/errors/app-error';
import type { Ask } from './reader';

/** What goes to the worker; `null` as name asks it to end. */
export const callSchema = z.object({
  id: z.number(),
  name: z.string().nullable(),
  args: z.array(z.unknown()),
});
const answerSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({ id: z.number(), ok: z.literal(false), error: wireErrorSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: AppError): void;
}

/** Calls over messages; when the worker dies every open and later call fails with internal.unexpected. */
export function connectWorker(worker: Worker): { ask: Ask; close: () => Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: AppError | null = null;
  const fail = (error: AppError) => {
    ended ??= error;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  worker.on('message', (message: unknown) => {
    const answer = answerSchema.parse(message);
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) one?.resolve(answer.value);
    else one?.reject(AppError.fromWire(answer.error));
  });
  worker.on('error', (thrown) => fail(new AppError('internal.unexpected', { cause: thrown })));
  worker.on('exit', () => fail(new AppError('internal.stopping')));
  const send = (name: string | null, args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended !== null) return reject(ended);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, name, args });
    });
  return {
    // The other side is built from the same table of calls, so the answer has the call's type.
    ask: (name, ...args) => send(name, args) as never,
    close: async () => {
      if (ended === null) await send(null, []).catch(() => undefined);
      await worker.terminate();
    },
  };
}

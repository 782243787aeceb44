import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error';
import { createReaderCalls } from './read/reader-core';
import { type Answer, callSchema } from './read/worker-calls';

/** Entry of the reading thread: answers the calls of createReader one after another. */
const file = z.object({ path: z.string(), nativeBinding: z.string().optional() }).parse(workerData);
const reader = createReaderCalls(file);
const calls: ReadonlyMap<string, (...args: never[]) => unknown> = new Map(Object.entries(reader.calls));

parentPort?.on('message', (message: unknown) => {
  const { id, name, args } = callSchema.parse(message);
  parentPort?.postMessage(answer(id, name, args));
});

function answer(id: number, name: string | null, args: readonly unknown[]): Answer {
  try {
    if (name === null) {
      reader.close();
      return { id, ok: true, value: null };
    }
    const call = calls.get(name);
    if (call === undefined) throw new AppError('internal.unexpected');
    return { id, ok: true, value: call(...(args as never[])) };
  } catch (thrown) {
    return { id, ok: false, error: reader.explain(thrown).toWire() };
  }
}

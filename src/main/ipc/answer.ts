import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Envelope } from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';

/** Who speaks, as far as trust goes; no Electron object. */
export interface Sender {
  readonly isOwnWindow: boolean;
  readonly isMainFrame: boolean;
  /** Scheme and host of the frame, for example `kervan://app`. */
  readonly origin: string;
}

export interface AnswerOptions {
  /** Origin of Kervan's own page. */
  readonly origin: string;
  /** The allow-list: only these names exist, each with the schema of its input. */
  readonly operations: Readonly<Record<string, { readonly input: z.ZodType }>>;
  readonly handlers: Readonly<Record<string, (input: never) => Promise<unknown>>>;
  readonly log: Log;
}

export type Answer = (sender: Sender, name: unknown, input: unknown) => Promise<Envelope<unknown>>;

/**
 * The one way in from a window: sender → known name → parsed input → handler → envelope. It never throws, and what a
 * handler throws unexpectedly is told to the log alone.
 */
export function createAnswer(options: AnswerOptions): Answer {
  return async (sender, name, input) => {
    try {
      refuseStranger(sender, options.origin);
      const operation = knownName(name, options);
      const parsed = parseInput(operation.input, input);
      return { ok: true, value: await operation.run(parsed) };
    } catch (thrown) {
      return { ok: false, error: tell(thrown, name, options.log).toWire() };
    }
  };
}

function refuseStranger(sender: Sender, origin: string): void {
  if (sender.isOwnWindow && sender.isMainFrame && sender.origin === origin) return;
  throw new AppError('access.untrustedSender', { facts: { origin: sender.origin.slice(0, 200) } });
}

function knownName(name: unknown, { operations, handlers }: AnswerOptions) {
  const isKnown =
    typeof name === 'string' && Object.hasOwn(operations, name) && Object.hasOwn(handlers, name);
  const operation = isKnown ? operations[name] : undefined;
  const handler = isKnown ? handlers[name] : undefined;
  if (operation === undefined || handler === undefined) {
    throw new AppError('input.notFound', { facts: { operation: spoken(name) } });
  }
  // The contract pairs this handler with this schema, so what the schema gives is what the handler takes.
  return { input: operation.input, run: handler as (input: unknown) => Promise<unknown> };
}

/** A name to be told. Only a text is turned into one: an object may be made so that turning it fails. */
function spoken(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 64) : `(${typeof name})`;
}

/** Facts name the place of the first fault, never the value, which may be a secret. */
function parseInput(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.map(String).join('.').slice(0, 200) || '(input)';
  throw new AppError('input.invalid', { facts: { field, reason: issue?.code ?? 'invalid' } });
}

function tell(thrown: unknown, name: unknown, log: Log): AppError {
  if (thrown instanceof AppError && thrown.code !== 'internal.unexpected') {
    log.debug('operation refused', { operation: spoken(name), code: thrown.code });
    return thrown;
  }
  const id = randomUUID();
  log.error('operation failed', { operation: spoken(name), id, error: thrown });
  return new AppError('internal.unexpected', { facts: { id } });
}

import { z } from 'zod';
import { type ErrorCode, errorCatalogue, errorCodeSchema } from './codes';

export const faultSchema = z.enum(['merchant', 'channel', 'network', 'kervan']);
/** Whose doing it is, so that a person knows who has to act. */
export type Fault = z.infer<typeof faultSchema>;

export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
/** Values that fill the sentence of a code. Never a secret, never a customer's data. */
export type Facts = z.infer<typeof factsSchema>;

export const wireErrorSchema = z.object({
  code: errorCodeSchema,
  fault: faultSchema,
  retryable: z.boolean(),
  facts: factsSchema,
});
/** How an error crosses a process or is stored: plain data. */
export type WireError = z.infer<typeof wireErrorSchema>;

interface AppErrorOptions {
  readonly facts?: Facts;
  readonly fault?: Fault;
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/** An expected failure: a code with a sentence in each language, whose fault it is, and the facts of this case. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly retryable: boolean;
  readonly facts: Facts;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    const known = errorCatalogue[code];
    this.code = code;
    this.fault = options.fault ?? known.fault;
    this.retryable = options.retryable ?? known.retryable;
    this.facts = options.facts ?? {};
  }

  toWire(): WireError {
    return { code: this.code, fault: this.fault, retryable: this.retryable, facts: this.facts };
  }

  static fromWire(wire: WireError): AppError {
    return new AppError(wire.code, wire);
  }
}

/** Any thrown value as an AppError; what is not one is Kervan's own fault, and its text stays out of the facts. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('internal.unexpected', { cause: thrown });
}

/** For the default branch of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new AppError('internal.unexpected', { cause: new Error(`unreachable: ${JSON.stringify(value)}`) });
}

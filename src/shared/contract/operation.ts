import type { z } from 'zod';

/** One call of the contract: its input is parsed at the border, its output is plain data. */
export interface Operation<Input extends z.ZodType, Output> {
  readonly input: Input;
  /** Carries the output's type only; there is no value. */
  readonly output?: Output;
}

export function operation<Output>() {
  return <Input extends z.ZodType>(input: Input): Operation<Input, Output> => ({ input });
}

// biome-ignore lint/suspicious/noExplicitAny: the widest operation; every use narrows it by its key
export type AnyOperation = Operation<any, any>;
export type InputOf<O> = O extends Operation<infer Input, unknown> ? z.input<Input> : never;
export type ParsedInputOf<O> = O extends Operation<infer Input, unknown> ? z.output<Input> : never;
export type OutputOf<O> = O extends Operation<z.ZodType, infer Output> ? Output : never;

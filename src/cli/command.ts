import type { Language } from '../shared/wording/language';
import type { Api } from './api/client';
import type { ExitCode } from './exit-codes';
import type { Output } from './output/output';
import type { Question } from './terminal/ask';
import type { Bilingual } from './words/bilingual';

export interface Option {
  readonly help: Bilingual;
  /** What follows it, as usage shows it; absent = it stands alone. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly multiple?: true;
}

export interface Operand {
  readonly name: string;
  readonly optional?: true;
}

/** What was given on the line, checked against the command's options. */
export interface Call {
  readonly usage: string;
  operand(name: string): string;
  optionalOperand(name: string): string | undefined;
  text(option: string): string | undefined;
  texts(option: string): readonly string[];
  flag(option: string): boolean;
  whole(option: string): number | undefined;
}

export interface Context {
  /** Connects when it is first used. */
  readonly api: Api;
  readonly output: Output;
  readonly language: Language;
  /** Answers as the API gives them. */
  readonly json: boolean;
  readonly signal: AbortSignal;
  /** null = there is no person at a terminal. */
  readonly ask: ((question: Question) => Promise<string>) | null;
  now(): number;
  say(sentence: Bilingual, facts?: Readonly<Record<string, string | number>>): string;
  /** The text of a file; '-' is standard input. */
  readFile(path: string): Promise<string>;
}

export interface Command {
  /** One or two words. */
  readonly path: readonly string[];
  readonly operands: readonly Operand[];
  readonly options: Readonly<Record<string, Option>>;
  readonly help: Bilingual;
  run(context: Context, call: Call): Promise<ExitCode>;
}

import type { Problem } from './api/problem';
import { type ExitCode, exitCodes } from './exit-codes';
import { type Bilingual, filled } from './words/bilingual';

/** Ends the command with a sentence for a person and a code for a script. */
export class Failure extends Error {
  readonly sentence: Bilingual;
  readonly exitCode: ExitCode;

  constructor(
    exitCode: ExitCode,
    sentence: Bilingual,
    facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(filled(sentence.en, facts));
    this.name = 'Failure';
    this.exitCode = exitCode;
    this.sentence = { tr: filled(sentence.tr, facts), en: this.message };
  }
}

/** Kervan answered with a problem; its title is the sentence, in the language that was asked for. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'Refusal';
    this.problem = problem;
  }

  get exitCode(): ExitCode {
    const { code, status } = this.problem;
    if (code.startsWith('access.')) return exitCodes.notAllowed;
    if (status === 404) return exitCodes.notFound;
    return code.startsWith('input.') ? exitCodes.usage : exitCodes.failed;
  }
}

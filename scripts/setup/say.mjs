/**
 * One plain line for a person. Always on standard error: standard output belongs to the program
 * that is started (the service prints exactly one JSON line there).
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`kervan: ${line}\n`);
}

/** A failure with a sentence for a person; shown without a stack. */
export class SetupError extends Error {
  /** @param {string} message what happened and what to do */
  constructor(message) {
    super(message);
    this.name = 'SetupError';
  }
}

/**
 * Prints a failure and sets the exit code.
 * @param {unknown} error
 */
export function fail(error) {
  say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}

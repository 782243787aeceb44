import type { ReadStream } from 'node:tty';

/** A person ended the question with Ctrl+C or Ctrl+D. */
export class Cancelled extends Error {}

export interface Question {
  readonly label: string;
  /** What is typed is not shown. */
  readonly secret?: boolean;
}

export interface Asking {
  readonly input: ReadStream;
  /** Not standard output: that may go into a file. */
  write(text: string): void;
  /** Ctrl+C between two questions; the terminal sends no signal while it is asked on. */
  interrupt(): void;
}

export interface Asker {
  ask(question: Question): Promise<string>;
  /** Gives the terminal back. */
  close(): void;
}

const ENTER = /\r\n?|\n/;
const INTERRUPT = '\u0003';

/**
 * Questions to a person, one after the other; what was pasted beyond one line answers the next. From the first question on
 * the terminal shows nothing by itself until it is given back, so that nothing secret appears between two questions.
 */
export function createAsker({ input, write, interrupt }: Asking): Asker {
  let typed = '';
  let ended = false;
  let asking = false;
  let wake = (): void => undefined;
  const onData = (chunk: string | Buffer): void => {
    typed += String(chunk);
    if (!asking && typed.includes(INTERRUPT)) interrupt();
    wake();
  };
  const onEnd = (): void => {
    ended = true;
    wake();
  };
  let open = false;
  const begin = (): void => {
    if (open) return;
    open = true;
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
  };
  return {
    async ask({ label, secret = false }) {
      begin();
      write(label);
      asking = true;
      let line = '';
      try {
        for (;;) {
          const end = ENTER.exec(typed);
          const keys = end === null ? typed : typed.slice(0, end.index);
          typed = end === null ? '' : typed.slice(end.index + end[0].length);
          const before = line;
          line = edited(line, keys);
          if (!secret) write(redrawn(before, line));
          if (end !== null) return line.trim();
          if (ended) throw new Cancelled();
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        asking = false;
        write('\n');
      }
    },
    close() {
      if (!open) return;
      open = false;
      input.off('data', onData);
      input.off('end', onEnd);
      input.setRawMode(false);
      input.pause();
    },
  };
}

/** What stands after these keys: Backspace, Ctrl+U, Ctrl+C and Ctrl+D are understood, arrow keys and the like left out. */
function edited(line: string, keys: string): string {
  let now = line;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters
  for (const key of keys.match(/\u001b(?:[[O][\d;?]*[ -/]*[@-~])?|[\s\S]/gu) ?? []) {
    if (key === INTERRUPT || key === '\u0004') throw new Cancelled();
    if (key === '\u007f' || key === '\b') now = [...now].slice(0, -1).join('');
    else if (key === '\u0015') now = '';
    else if (!/^\p{Cc}/u.test(key)) now += key;
  }
  return now;
}

/** Only what changed: a longer line goes on, any other is written anew over the old one. */
function redrawn(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  const back = '\b'.repeat([...before].length);
  const blanks = Math.max(0, [...before].length - [...after].length);
  return `${back}${after}${' '.repeat(blanks)}${'\b'.repeat(blanks)}`;
}

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
}

const ENTER = /[\r\n]/;

/** Questions to a person, one after the other; what was pasted beyond one line answers the next. */
export function createAsk({ input, write }: Asking): (question: Question) => Promise<string> {
  let pasted = '';
  return async ({ label, secret = false }) => {
    write(label);
    input.setRawMode(true);
    input.setEncoding('utf8');
    try {
      let line = '';
      for (;;) {
        const chunk = pasted === '' ? await nextChunk(input) : pasted;
        const end = chunk.search(ENTER);
        const typed = end < 0 ? chunk : chunk.slice(0, end);
        pasted = end < 0 ? '' : chunk.slice(end + 1).replace(/^\n/, '');
        const before = line;
        line = edited(line, typed);
        if (!secret) write(redrawn(before, line));
        if (end >= 0) return line.trim();
      }
    } finally {
      input.setRawMode(false);
      input.pause();
      write('\n');
    }
  };
}

function nextChunk(input: ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    const onData = (chunk: string | Buffer): void => {
      stop();
      resolve(String(chunk));
    };
    const onEnd = (): void => {
      stop();
      reject(new Cancelled());
    };
    const stop = (): void => {
      input.off('data', onData);
      input.off('end', onEnd);
      input.pause();
    };
    input.on('data', onData);
    input.on('end', onEnd);
    input.resume();
  });
}

/** What stands after these keys: Backspace, Ctrl+U, Ctrl+C and Ctrl+D are understood, arrow keys and the like left out. */
function edited(line: string, keys: string): string {
  let now = line;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters
  for (const key of keys.match(/\u001b(?:[[O][\d;?]*[ -/]*[@-~])?|[\s\S]/gu) ?? []) {
    if (key === '\u0003' || key === '\u0004') throw new Cancelled();
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

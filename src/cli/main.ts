import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { version } from '../../package.json';
import { exitCodes } from './exit-codes';
import { Failure } from './failure';
import { createOutput } from './output/output';
import { runCommand } from './run';
import { createAsker } from './terminal/ask';
import { sentences } from './words/sentences';

const { stdin, stdout, stderr } = process;
const ending = new AbortController();

// A reader such as `head` that has seen enough is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok);
  throw error;
});
stderr.on('error', () => undefined);
// Asked a second time, the process ends at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort(signal));

async function readText(path: string): Promise<string> {
  if (path === '-') return text(stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Failure(exitCodes.usage, sentences.unreadable, { file: path, reason });
  }
}

const asker = stdin.isTTY
  ? createAsker({
      input: stdin,
      write: (shown) => void stderr.write(shown),
      interrupt: () => ending.abort('SIGINT'),
    })
  : null;

process.exitCode = await runCommand(process.argv.slice(2), {
  variables: process.env,
  platform: process.platform,
  version,
  output: createOutput(stdout, stderr),
  ask: asker?.ask ?? null,
  signal: ending.signal,
  readFile: readText,
  now: Date.now,
});
asker?.close();

import type { Language } from '../shared/wording/language';
import { systemLanguage } from '../shared/wording/language';
import { findAddress } from './api/address';
import { type Api, createApi } from './api/client';
import { readCall } from './arguments';
import type { Call, Command, Context } from './command';
import { commands } from './commands';
import { type ExitCode, exitCodes } from './exit-codes';
import { Failure, Refusal } from './failure';
import { commandHelp, overallHelp } from './help';
import type { Output } from './output/output';
import { Cancelled } from './terminal/ask';
import { type Bilingual, filled } from './words/bilingual';
import { sentences } from './words/sentences';

export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly version: string;
  readonly output: Output;
  readonly ask: Context['ask'];
  readonly signal: AbortSignal;
  readFile(path: string): Promise<string>;
  now(): number;
}

const HELP = new Set(['--help', '-h', 'help']);

/** One command from its line to its exit code; every failure is one sentence on standard error. */
export async function runCommand(line: readonly string[], around: Surroundings): Promise<ExitCode> {
  const language = languageOf(line, around.variables);
  try {
    const first = line[0];
    if (first === undefined || HELP.has(first)) {
      await around.output.write(overallHelp(commands, language));
      return first === undefined ? exitCodes.usage : exitCodes.ok;
    }
    if (first === '--version') {
      await around.output.write(`${around.version}\n`);
      return exitCodes.ok;
    }
    const command = findCommand(line);
    const call = readCall(command, line.slice(command.path.length));
    if (call.flag('help')) {
      await around.output.write(commandHelp(command, language));
      return exitCodes.ok;
    }
    return await runFound(command, call, language, around);
  } catch (error) {
    return report(error, line, language, around);
  }
}

async function runFound(command: Command, call: Call, language: Language, around: Surroundings) {
  let made: Api | undefined;
  const api = (): Api => {
    made ??= createApi({
      address: findAddress({
        ...around,
        url: call.text('url'),
        token: call.text('token'),
        tokenFile: call.text('token-file'),
        dataDir: call.text('data'),
      }),
      language,
      signal: around.signal,
    });
    return made;
  };
  const { output, ask, signal, readFile, now } = around;
  const say = (sentence: Bilingual, facts = {}): string => filled(sentence[language], facts);
  try {
    return await command.run(
      { api: api(), output, ask, signal, readFile, now, language, say, json: call.flag('json') },
      call,
    );
  } finally {
    made?.close();
  }
}

function findCommand(line: readonly string[]): Command {
  const fits = commands.filter(({ path }) => path.every((word, at) => line[at] === word));
  const [command] = fits.sort((a, b) => b.path.length - a.path.length);
  if (command !== undefined) return command;
  const group = commands.filter(({ path }) => path.length > 1 && path[0] === line[0]);
  if (group.length > 0) {
    const names = group.map(({ path }) => path[1]).join(', ');
    throw new Failure(exitCodes.usage, sentences.groupOnly, { group: line[0] ?? '', commands: names });
  }
  const words = line.filter((word) => !word.startsWith('-')).slice(0, 2);
  throw new Failure(exitCodes.usage, sentences.unknownCommand, {
    command: words.join(' ') || (line[0] ?? ''),
  });
}

/** --lang, else what the system asks for; Turkish otherwise. */
function languageOf(line: readonly string[], variables: Surroundings['variables']): Language {
  const at = line.indexOf('--lang');
  const given =
    at >= 0 ? line[at + 1] : line.find((one) => one.startsWith('--lang='))?.slice('--lang='.length);
  const system = variables.LC_ALL || variables.LC_MESSAGES || variables.LANG || '';
  return systemLanguage([given ?? '', system.replace(/[_.@].*$/, '')]);
}

function report(
  error: unknown,
  line: readonly string[],
  language: Language,
  { output, signal }: Surroundings,
): ExitCode {
  if (signal.aborted || error instanceof Cancelled) {
    output.note(sentences.interrupted[language]);
    return signal.reason === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted;
  }
  if (error instanceof Refusal) {
    output.note(line.includes('--json') ? JSON.stringify(error.problem) : `kervan: ${error.problem.title}`);
    return error.exitCode;
  }
  if (error instanceof Failure) {
    output.note(`kervan: ${error.sentence[language]}`);
    return error.exitCode;
  }
  const reason = error instanceof Error ? error.message : String(error);
  output.note(`kervan: ${filled(sentences.unexpected[language], { reason })}`);
  return exitCodes.failed;
}

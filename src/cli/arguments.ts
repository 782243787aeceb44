import { parseArgs } from 'node:util';
import type { Call, Command, Option } from './command';
import { exitCodes } from './exit-codes';
import { Failure } from './failure';
import { globalOptions, usageOf } from './help';
import { sentences } from './words/sentences';

/** A number below zero is a number, not an option. */
const NEGATIVE = /^-\d+$/;
const MARK = '\u0000';

/** Checks the rest of the line against what the command knows. */
export function readCall(command: Command, rest: readonly string[]): Call {
  const options: Readonly<Record<string, Option>> = { ...globalOptions, ...command.options };
  const name = command.path.join(' ');
  const { tokens } = parseArgs({
    args: rest.map((one) => (NEGATIVE.test(one) ? MARK + one : one)),
    options: Object.fromEntries(
      Object.entries(options).map(([option, { value }]) => [
        option,
        { type: value === undefined ? 'boolean' : 'string' } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(unmarked(token.value));
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined)
      throw new Failure(exitCodes.usage, sentences.unknownOption, { option: token.rawName, command: name });
    const value = checkedValue(option, token.rawName, token.value, token.inlineValue === true);
    given.set(token.name, option.multiple ? [...(given.get(token.name) ?? []), value] : [value]);
  }
  return callOf(command, operands, given);
}

function unmarked(text: string): string {
  return text.startsWith(MARK) ? text.slice(1) : text;
}

function checkedValue(option: Option, name: string, raw: string | undefined, inline: boolean): string {
  if (option.value === undefined) {
    if (raw !== undefined) throw new Failure(exitCodes.usage, sentences.valueTooMuch, { option: name });
    return '';
  }
  const isNext = raw !== undefined && !inline && raw.startsWith('-') && raw !== '-';
  if (raw === undefined || raw === '' || isNext)
    throw new Failure(exitCodes.usage, sentences.valueMissing, { option: name });
  const value = unmarked(raw);
  if (option.choices !== undefined && !value.split(',').every((one) => option.choices?.includes(one)))
    throw new Failure(exitCodes.usage, sentences.badChoice, {
      option: name,
      choices: option.choices.join(', '),
    });
  return value;
}

function callOf(
  command: Command,
  operands: readonly string[],
  given: ReadonlyMap<string, readonly string[]>,
): Call {
  const usage = usageOf(command);
  const tooMuch = operands[command.operands.length];
  const isHelp = given.has('help');
  if (tooMuch !== undefined && !isHelp)
    throw new Failure(exitCodes.usage, sentences.operandTooMuch, { operand: tooMuch, usage });
  const missing = command.operands.find(({ optional }, at) => !optional && !operands[at]);
  if (missing !== undefined && !isHelp)
    throw new Failure(exitCodes.usage, sentences.operandMissing, { operand: missing.name, usage });
  const operand = (name: string): string | undefined =>
    operands[command.operands.findIndex((one) => one.name === name)];
  const text = (name: string): string | undefined => given.get(name)?.at(-1);
  return {
    usage,
    operand: (name) => operand(name) ?? '',
    optionalOperand: operand,
    text,
    texts: (name) => given.get(name) ?? [],
    flag: (name) => given.has(name),
    whole: (name) => wholeNumber(`--${name}`, text(name)),
  };
}

export function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^[+-]?\d{1,15}$/.test(text) || !Number.isSafeInteger(value))
    throw new Failure(exitCodes.usage, sentences.badNumber, { option: name });
  return value;
}

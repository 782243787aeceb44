import { z } from 'zod';
import type { Command } from '../command';
import { exitCodes } from '../exit-codes';
import type { Cell } from '../output/cell';
import { printJson, printTable } from '../output/listing';
import { columns } from '../words/columns';
import { sentences } from '../words/sentences';
import { connectionOperand } from './connections';
import { readJsonObject } from './json-file';
import { findConnection } from './references';

const rulesSchema = z.looseObject({
  rules: z.record(z.string(), z.unknown()),
  version: z.number(),
  stopped: z.number(),
  computing: z.boolean(),
});

export const getRules: Command = {
  path: ['rules', 'get'],
  operands: [connectionOperand],
  options: {},
  help: { tr: 'Kanala ne söylendiğinin kuralları', en: 'The rules of what a channel is told' },
  async run(context, call) {
    const { id } = await findConnection(context, call.operand('connection'));
    const answer = await context.api.get(rulesSchema, `/api/connections/${id}/rules`);
    if (context.json) {
      await printJson(context, answer);
      return exitCodes.ok;
    }
    const { rules, version, stopped, computing } = answer;
    const rows = flattened({ ...rules, version, stopped, computing }, '');
    await printTable(
      context,
      [
        { title: columns.rule, cell: ([name]: Fact) => name },
        { title: columns.value, cell: ([, value]: Fact) => value },
      ],
      rows,
    );
    return exitCodes.ok;
  },
};

type Fact = readonly [name: string, value: Cell];

/** { price: { factor: 1.18 } } → price.factor 1.18, as the file for `rules set` names it. */
function flattened(value: unknown, name: string): Fact[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, inner]) =>
      flattened(inner, name === '' ? key : `${name}.${key}`),
    );
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[name, value]];
  return [[name, value === null ? null : JSON.stringify(value)]];
}

export const setRules: Command = {
  path: ['rules', 'set'],
  operands: [connectionOperand, { name: 'file' }],
  options: {},
  help: {
    tr: 'Kuralları dosyadan yazar (“rules get --json” çıktısı gibi; - = standart girdi)',
    en: 'Writes rules from a file (as “rules get --json” prints them; - = standard input)',
  },
  async run(context, call) {
    const { id } = await findConnection(context, call.operand('connection'));
    const { rules, version, ...rest } = await readJsonObject(context, call.operand('file'));
    // What was read with `rules get` carries its version: rules changed since by somebody else are not overwritten.
    const body =
      rules === undefined
        ? { rules: { ...rest, ...(version === undefined ? {} : { version }) } }
        : { rules, ...(version === undefined ? {} : { expectedVersion: version }) };
    const answer = await context.api.send(rulesSchema, 'PUT', `/api/connections/${id}/rules`, body);
    if (context.json) await printJson(context, answer);
    else await context.output.write(`${context.say(sentences.rulesSaved, { version: answer.version })}\n`);
    return exitCodes.ok;
  },
};

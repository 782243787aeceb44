import { z } from 'zod';
import type { Call, Command, Context } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { printJson, printTable } from '../output/listing';
import { sentences } from '../words/sentences';
import { connectionColumns } from './connections';
import { readJsonObject } from './json-file';
import { connectionRowSchema } from './references';

const bilingual = z.looseObject({ tr: z.string(), en: z.string() });
const fieldSchema = z.looseObject({
  name: z.string(),
  label: bilingual,
  help: bilingual,
  secret: z.boolean().optional(),
  optional: z.boolean().optional(),
  fallback: z.unknown().optional(),
});
type Field = z.infer<typeof fieldSchema>;
const integrationSchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  connectable: z.boolean(),
  fields: z.array(fieldSchema),
  streams: z.array(z.looseObject({ stream: z.string() })).default([]),
});
type Integration = z.infer<typeof integrationSchema>;
const valuesSchema = z.record(z.string(), z.string());

export const addConnection: Command = {
  path: ['connections', 'add'],
  operands: [{ name: 'integration' }],
  options: {
    name: { value: 'NAME', help: { tr: 'Bağlantının adı', en: 'Name of the connection' } },
    field: {
      value: 'NAME=VALUE',
      multiple: true,
      help: {
        tr: 'Gizli olmayan bir alan; birden çok olabilir',
        en: 'A field that is not secret; may be repeated',
      },
    },
    'secrets-file': {
      value: 'FILE',
      help: {
        tr: 'Alanların JSON nesnesi; - = standart girdi',
        en: 'JSON object of fields; - = standard input',
      },
    },
    'base-url': {
      value: 'URL',
      help: {
        tr: 'Kanalın yerine geçen adres (KERVAN_ALLOW_HOSTS)',
        en: 'Address in place of the channel’s (KERVAN_ALLOW_HOSTS)',
      },
    },
    'by-hand': { help: { tr: 'Yalnız istenince okunur', en: 'Read only when asked for' } },
    paused: { help: { tr: 'Duraklatılmış olarak kaydet', en: 'Save it paused' } },
  },
  help: {
    tr: 'Bağlantı ekler; eksik alanları uçbirimde sorar',
    en: 'Adds a connection; asks for missing fields on the terminal',
  },
  async run(context, call) {
    const wanted = call.operand('integration');
    const integration = await context.api.get(
      integrationSchema,
      `/api/integrations/${encodeURIComponent(wanted)}`,
    );
    const values = await givenValues(context, call, integration);
    const name = await nameOf(context, call, integration);
    const credentials = await completed(context, integration, values);
    const made = await context.api.send(connectionRowSchema, 'POST', '/api/connections', {
      integration: integration.id,
      name,
      credentials,
      settings: settingsOf(call, integration),
      active: !call.flag('paused'),
    });
    if (context.json) await printJson(context, made);
    else await printTable(context, connectionColumns, [made]);
    return exitCodes.ok;
  },
};

function settingsOf(call: Call, { streams }: Integration) {
  const baseUrl = call.text('base-url');
  const byHand = streams.map(({ stream }) => [stream, { everyMinutes: 0 }] as const);
  return {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(call.flag('by-hand') ? { schedules: Object.fromEntries(byHand) } : {}),
  };
}

async function givenValues(context: Context, call: Call, integration: Integration) {
  const file = call.text('secrets-file');
  const values = new Map<string, string>();
  if (file !== undefined) {
    const parsed = valuesSchema.safeParse(await readJsonObject(context, file));
    if (!parsed.success) throw new Failure(exitCodes.usage, sentences.notJson, { file });
    for (const [name, value] of Object.entries(parsed.data))
      values.set(fieldOf(integration, name).name, value);
  }
  for (const one of call.texts('field')) {
    const at = one.indexOf('=');
    if (at < 1) throw new Failure(exitCodes.usage, sentences.badField, { field: one.slice(0, 30) });
    const field = fieldOf(integration, one.slice(0, at));
    // The line stands in the shell's history and in the list of processes.
    if (field.secret === true)
      throw new Failure(exitCodes.usage, sentences.secretOnLine, { field: field.name });
    values.set(field.name, one.slice(at + 1));
  }
  return values;
}

function fieldOf({ id, fields, connectable }: Integration, name: string): Field {
  const field = fields.find((one) => one.name === name);
  if (field !== undefined) return field;
  // What cannot be connected yet has no fields: Kervan's own answer says so.
  if (!connectable) return { name, label: { tr: name, en: name }, help: { tr: '', en: '' } };
  throw new Failure(exitCodes.usage, sentences.unknownField, {
    integration: id,
    fields: fields.map((one) => one.name).join(', '),
    field: name,
  });
}

async function nameOf(
  { ask, say }: Context,
  call: Call,
  { name, connectable }: Integration,
): Promise<string> {
  const given = call.text('name');
  if (given !== undefined || ask === null || !connectable) return given ?? name;
  return (await ask({ label: say(sentences.askName, { name }) })) || name;
}

async function completed(context: Context, integration: Integration, values: ReadonlyMap<string, string>) {
  const all = new Map(values);
  const missing = integration.fields.filter((field) => !all.has(field.name));
  if (context.ask === null) {
    const needed = missing.filter((field) => !mayBeEmpty(field)).map(({ name }) => name);
    if (needed.length > 0)
      throw new Failure(exitCodes.usage, sentences.fieldsMissing, { fields: needed.join(', ') });
    return Object.fromEntries(all);
  }
  for (const field of missing) {
    const typed = await askField(context, context.ask, field);
    if (typed !== '') all.set(field.name, typed);
  }
  return Object.fromEntries(all);
}

function mayBeEmpty({ optional, fallback }: Field): boolean {
  return optional === true || fallback !== undefined;
}

async function askField(
  { language, output, say }: Context,
  ask: NonNullable<Context['ask']>,
  field: Field,
): Promise<string> {
  output.note(`  ${field.help[language]}`);
  const note = mayBeEmpty(field) ? ` (${say(sentences.optional)})` : '';
  for (;;) {
    const typed = await ask({ label: `${field.label[language]}${note}: `, secret: field.secret === true });
    if (typed !== '' || mayBeEmpty(field)) return typed;
  }
}

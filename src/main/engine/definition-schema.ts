import { z } from 'zod';
import { evidenceSchema, streamNameSchema, syncModeSchema } from '../../shared/domain/stream';
import { orderChanges } from './definition-schema-orders';
import {
  code,
  doc,
  filled,
  localText,
  name,
  places,
  positive,
  request,
  rules,
  templates,
  zodType,
} from './definition-schema-parts';

const slot = z.union([
  z.strictObject({ query: filled, also: filled.optional() }),
  z.strictObject({ body: filled }),
]);

const field = z.strictObject({
  name,
  label: localText,
  help: localText,
  secret: z.literal(true).optional(),
  kind: z.enum(['text', 'address', 'choice']).optional(),
  pattern: filled.optional(),
  patternHelp: localText.optional(),
  example: filled.optional(),
  choices: z.array(z.strictObject({ value: filled, label: localText })).optional(),
  optional: z.literal(true).optional(),
  fallback: z.string().optional(),
});

const needs = z.array(name);
const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none'), needs }),
  z.strictObject({ kind: z.literal('header'), needs, name: filled, value: filled }),
  z.strictObject({ kind: z.literal('query'), needs, values: templates }),
  z.strictObject({ kind: z.literal('basic'), needs, user: filled, password: filled }),
  z.strictObject({
    kind: z.literal('clientCredentials'),
    needs,
    token: request,
    accessToken: filled,
    expiresIn: filled,
    earlySeconds: positive,
    send: z.strictObject({ header: filled, value: filled }),
  }),
]);

const budget = z.strictObject({
  name: filled,
  title: localText,
  calls: z.int().positive(),
  perSeconds: positive,
  spacingSeconds: positive.optional(),
  only: z.literal(true).optional(),
  source: filled,
});

const http = z.strictObject({
  origins: templates.refine((value) => Object.keys(value).length > 0, { error: 'no origin' }),
  headers: templates.optional(),
  budgets: z.array(budget),
  cost: z
    .strictObject({
      capacity: positive,
      restorePerSecond: positive,
      requested: filled,
      actual: filled,
      available: filled,
      maximum: filled,
      restore: filled,
      source: filled,
    })
    .optional(),
  maxWaitSeconds: positive,
  timeoutSeconds: positive.optional(),
  maxAnswerBytes: positive.optional(),
  responses: rules,
  limitHeaders: z
    .strictObject({
      remaining: filled.optional(),
      reset: filled.optional(),
      unit: z.enum(['deltaSeconds', 'epochSeconds', 'epochMs']).optional(),
    })
    .optional(),
});

const checkStep = z.strictObject({
  step: z.enum(['key', 'account', 'readProducts', 'readOrders', 'write']),
  request,
  responses: rules,
  learn: templates.optional(),
  scopes: z.strictObject({ at: z.string(), needed: z.array(filled) }).optional(),
  mustEqual: z.strictObject({ at: z.string(), value: filled }).optional(),
});

const size = z.strictObject({ param: slot, value: z.int().positive() });
const total = z
  .union([
    z.strictObject({ at: filled }),
    z.strictObject({ header: filled }),
    z.strictObject({ request, at: filled }),
  ])
  .optional();
const pageCap = z.strictObject({
  records: z.int().positive(),
  // biome-ignore lint/suspicious/noThenProperty: a word of the definition; nothing ever awaits it
  then: z.strictObject({ from: filled, to: slot }),
});
const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('page'),
    param: slot,
    first: z.union([z.literal(0), z.literal(1)]),
    size,
    total,
    cap: pageCap.optional(),
  }),
  z.strictObject({ kind: z.literal('offset'), param: slot, size, total }),
  z.strictObject({
    kind: z.literal('cursor'),
    from: filled,
    to: slot,
    more: filled.optional(),
    size: size.optional(),
    total,
  }),
]);

const delta = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('since'),
    from: slot,
    value: filled.optional(),
    until: slot.optional(),
    range: filled.optional(),
    format: z.enum(['epochMs', 'epochSeconds', 'isoZ', 'isoPlain', 'istanbulMinute']),
    overlapSeconds: z.number().min(0),
    windowSeconds: positive.optional(),
    historySeconds: positive.optional(),
    always: z.literal(true).optional(),
    order: z.enum(['ascending', 'descending']).optional(),
  }),
]);

const modes = z.array(syncModeSchema).min(1);

const job = z.strictObject({
  modes,
  start: request,
  id: filled,
  refusals: filled.optional(),
  poll: request,
  state: filled,
  done: z.array(filled).min(1),
  failed: z.array(filled),
  file: filled,
  fileHosts: z.array(filled),
  total: filled.optional(),
  everySeconds: positive,
  maxSeconds: positive,
  gather: z.strictObject({ parent: filled, into: filled }).optional(),
  raw: zodType,
  map: code,
});

const child = z.strictObject({
  bindings: code,
  request,
  records: places,
  single: z.literal(true).optional(),
  raw: zodType,
  map: code,
  paging,
  budget: filled.optional(),
  responses: rules,
});

const part = z.strictObject({
  name: filled,
  modes,
  request,
  budget: filled.optional(),
  records: places,
  emptyWhen: z
    .strictObject({ at: filled, equals: z.union([z.string(), z.number(), z.boolean()]) })
    .optional(),
  raw: zodType,
  map: code,
  paging,
  delta,
  job: job.optional(),
  child: child.optional(),
  responses: rules,
  onlyIfSkipped: filled.optional(),
});

const stream = z.strictObject({
  everyMinutes: z.number().min(0),
  fullEveryMinutes: z.number().min(0),
  deletes: z.enum(['sweep', 'keep']),
  parts: z.array(part).min(1),
});

const laterAnswer = z.strictObject({
  kind: z.literal('later'),
  id: filled,
  poll: request,
  pollBudget: filled.optional(),
  firstSeconds: positive,
  everySeconds: positive,
  giveUpSeconds: positive,
  read: code,
  responses: rules,
});

const alternatives = z.record(name, request).optional();

const action = z.strictObject({
  carries: z.array(z.enum(['stock', 'price'])).min(1),
  request,
  alternatives,
  budget: filled.optional(),
  batchSize: z.int().positive(),
  group: code.optional(),
  refuses: code.optional(),
  body: code,
  answer: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('now'), read: code }), laterAnswer]),
  responses: rules,
  sameBody: z.strictObject({ seconds: positive, source: filled }).optional(),
  perRow: z.strictObject({ changes: z.int().positive(), perSeconds: positive, source: filled }).optional(),
  readBack: z
    .strictObject({
      request,
      alternatives,
      budget: filled.optional(),
      batchSize: z.int().positive(),
      group: code.optional(),
      body: code.optional(),
      read: code,
      responses: rules,
    })
    .optional(),
});

const hookSecret = z.union([z.literal('own'), z.strictObject({ field: name })]);
const proof = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hmac'),
    algorithm: z.literal('sha256'),
    header: filled,
    encoding: z.enum(['base64', 'hex']),
    secret: hookSecret,
  }),
  z.strictObject({
    kind: z.literal('timedHmac'),
    header: filled,
    toleranceSeconds: positive,
    secret: hookSecret,
  }),
  z.strictObject({ kind: z.literal('basic'), user: filled, secret: hookSecret }),
  z.strictObject({ kind: z.literal('apiKey'), header: filled, secret: hookSecret }),
]);

const webhooks = z.strictObject({
  proof,
  deliveryId: z.strictObject({ header: filled, alone: z.boolean() }).optional(),
  topic: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('header'), header: filled }),
    z.strictObject({ kind: z.literal('path') }),
    z.strictObject({ kind: z.literal('body'), at: filled }),
  ]),
  topics: z.record(filled, z.strictObject({ stream: streamNameSchema, entity: filled.optional() })),
  methods: z.array(z.literal('PUT')).optional(),
  ping: z.strictObject({ contentType: filled, pattern: filled }).optional(),
  registration: z
    .strictObject({
      topics: z.array(filled).min(1),
      per: z.enum(['topic', 'connection']),
      list: z.strictObject({
        request,
        read: code,
        pages: z
          .strictObject({
            query: filled,
            first: z.union([z.literal(0), z.literal(1)]),
            size: z.int().positive(),
          })
          .optional(),
      }),
      create: z.strictObject({ request, body: code, read: code, responses: rules }),
      remove: z.strictObject({ request, responses: rules }),
      activate: z.strictObject({ request, responses: rules }).optional(),
    })
    .optional(),
  byHand: localText.optional(),
  doc,
});

/** Shape of a definition; what the type already promises, checked again because a connector is loaded at run time. */
export const definitionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,47}$/),
  version: z.int().positive(),
  title: filled,
  apiVersion: filled,
  docs: doc,
  evidence: evidenceSchema,
  fields: z.array(field),
  auth: z.array(auth).min(1),
  http,
  check: z.array(checkStep).min(1),
  streams: z.partialRecord(streamNameSchema, stream),
  capabilities: z.strictObject({
    read: z.array(streamNameSchema),
    write: z.array(z.enum(['stock', 'price', 'orderStatus', 'listing'])),
    webhooks: z.boolean(),
    notes: localText.optional(),
  }),
  hooks: z.strictObject({ tidyField: code.optional() }).optional(),
  actions: z.record(name, action).optional(),
  orderChanges: orderChanges.optional(),
  webhooks: webhooks.optional(),
});

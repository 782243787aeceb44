import { afterEach } from 'vitest';
import { z } from 'zod';
import type { ConnectorDefinition } from '../../../shared/connector/definition';
import type { WriteAction, WriteRow } from '../../../shared/connector/write';
import { AppError } from '../../../shared/errors/app-error';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/types';
import { type Bench, definitionOf, partOf, startBench } from '../testing';
import type { AskOptions, SendCall, SendOptions, Wait } from '../types';

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.stop();
});

export const doc = 'https://docs.example.com/';
const resultSchema = z.object({ rows: z.array(z.object({ id: z.string(), why: z.string().optional() })) });

const now: WriteAction['answer'] = {
  kind: 'now',
  read: (json) =>
    resultSchema
      .parse(json)
      .rows.map(({ id, why }) =>
        why === undefined
          ? { key: id, outcome: 'confirmed' }
          : { key: id, outcome: 'refused', code: 'stock.refused', reason: why },
      ),
};

export const later: WriteAction['answer'] = {
  kind: 'later',
  id: 'batch',
  poll: { method: 'GET', origin: 'api', path: '/batches/{batch.id}', doc },
  firstSeconds: 1,
  everySeconds: 1,
  giveUpSeconds: 60,
  read: (json) => {
    const { rows } = z.object({ rows: z.array(z.string()).nullable() }).parse(json);
    return rows === null ? null : rows.map((key) => ({ key, outcome: 'confirmed' }));
  },
  responses: [{ status: [404], outcome: 'skip' }],
};

export function actionOf(more: Partial<WriteAction> = {}): WriteAction {
  return {
    carries: ['stock'],
    request: { method: 'POST', origin: 'api', path: '/stock', headers: { 'Idempotency-Key': '{key}' }, doc },
    batchSize: 3,
    body: (rows) => ({ items: rows.map((one) => ({ id: one.key, count: one.stock?.quantity })) }),
    answer: now,
    readBack: {
      request: { method: 'GET', origin: 'api', path: '/shown', query: { ids: '{rows.keys}' }, doc },
      batchSize: 2,
      read: (json) =>
        z
          .object({ shown: z.array(z.object({ id: z.string(), count: z.number() })) })
          .parse(json)
          .shown.map(({ id, count }) => ({ key: id, stock: count })),
    },
    ...more,
  };
}

function definitionWith(action: WriteAction, more: Partial<ConnectorDefinition> = {}): ConnectorDefinition {
  return definitionOf([partOf()], {
    actions: { stock: action },
    capabilities: { read: ['products'], write: ['stock'], webhooks: false },
    ...more,
  });
}

export function row(key: string, more: Partial<WriteRow> = {}): WriteRow {
  return {
    key,
    productKey: 'p',
    sku: `SKU-${key}`,
    barcode: null,
    remoteIds: {},
    stock: { quantity: 5, expected: null },
    ...more,
  };
}

export type Step = { readonly status: number; readonly body: unknown } | AppError | 'hang';
export const ok = { status: 200, body: { rows: [{ id: 'a' }, { id: 'b' }] } };

/** A channel that answers by a script; its last step stays. */
export async function channel(
  action: WriteAction,
  script: readonly Step[],
  more: Partial<ConnectorDefinition> = {},
) {
  const bench = await startBench(() => {
    throw new Error('not asked');
  });
  open.push(bench);
  const sent: HttpRequest[] = [];
  const http: HttpClient = {
    send: async (request) => {
      const step = script[Math.min(sent.length, script.length - 1)];
      sent.push(request);
      if (step === undefined || step === 'hang') return await aborted(request.signal);
      if (step instanceof AppError) throw step;
      const text = typeof step.body === 'string' ? step.body : JSON.stringify(step.body);
      const answer: HttpAnswer = { status: step.status, headers: {}, text, date: null };
      return answer;
    },
    stream: async () => {
      throw new Error('no streams here');
    },
    close: async () => undefined,
  };
  const client = bench.client(definitionWith(action, more), { http });
  const waits: (Wait | null)[] = [];
  const send = ({
    key = 'key-1',
    rows = [row('a'), row('b')],
    ...options
  }: Partial<AskOptions & SendCall & SendOptions> = {}) =>
    client.send({ ...base(waits), take: async () => ({ rows, key }), ...options });
  return { bench, client, sent, send, waits };
}

export function base(waits: (Wait | null)[] = []): Omit<AskOptions, 'rows'> {
  return {
    action: 'stock',
    signal: new AbortController().signal,
    onWait: (wait) => {
      waits.push(wait);
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

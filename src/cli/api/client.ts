import { Agent, type IncomingMessage, request } from 'node:http';
import { text as readAll } from 'node:stream/consumers';
import { z } from 'zod';
import type { Language } from '../../shared/wording/language';
import { exitCodes } from '../exit-codes';
import { Failure, Refusal } from '../failure';
import { sentences } from '../words/sentences';
import type { Address } from './address';
import { problemSchema } from './problem';

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Api {
  get<T>(schema: z.ZodType<T>, path: string, query?: Query): Promise<T>;
  send<T>(schema: z.ZodType<T>, method: Method, path: string, body?: object): Promise<T>;
  /** The body as it comes, for as long as Kervan sends. */
  stream(path: string, query?: Query): Promise<IncomingMessage>;
  close(): void;
}

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiOptions {
  readonly address: Address;
  readonly language: Language;
  readonly signal: AbortSignal;
}

const healthSchema = z.looseObject({ status: z.literal('ok'), version: z.string() });
/** Sure to be there when Kervan is; nothing else may take that place. */
const HEALTH_MS = 10_000;

/** Kervan's local API. Before the token goes out for the first time, it is asked whether Kervan is there at all. */
export function createApi({ address, language, signal }: ApiOptions): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const { url } = address;
  let known: Promise<void> | undefined;

  const call = (method: string, path: string, headers: Record<string, string>, body?: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const outgoing = request(`${url}${path}`, { method, agent, headers, signal }, resolve);
      outgoing.once('error', (error) => {
        reject(signal.aborted ? error : new Failure(exitCodes.notRunning, sentences.notRunning, { url }));
      });
      if (path === '/healthz') outgoing.setTimeout(HEALTH_MS, () => outgoing.destroy(new Error('timeout')));
      outgoing.end(body);
    });

  const checkHealth = async (): Promise<void> => {
    const answer = await call('GET', '/healthz', {});
    const health = healthSchema.safeParse(asJson(await textOf(answer, signal)));
    if (!health.success) throw new Failure(exitCodes.notRunning, sentences.notKervan, { url });
  };

  const ask = async (method: string, path: string, body?: object): Promise<IncomingMessage> => {
    known ??= checkHealth();
    await known;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${address.token}`,
      'accept-language': language,
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    };
    const answer = await call(method, path, headers, text);
    if ((answer.statusCode ?? 0) < 400) return answer;
    const problem = problemSchema.safeParse(asJson(await textOf(answer, signal)));
    throw problem.success ? new Refusal(problem.data) : oddAnswer(path, String(answer.statusCode));
  };

  const read = async <T>(schema: z.ZodType<T>, path: string, answer: IncomingMessage): Promise<T> => {
    const body = await textOf(answer, signal);
    const parsed = schema.safeParse(body === '' ? null : asJson(body));
    if (parsed.success) return parsed.data;
    throw oddAnswer(path, parsed.error.issues[0]?.path.join('.') ?? '');
  };

  return {
    async get(schema, path, query = {}) {
      const full = withQuery(path, query);
      return read(schema, path, await ask('GET', full));
    },
    async send(schema, method, path, body = {}) {
      return read(schema, path, await ask(method, path, body));
    },
    stream: (path, query = {}) => ask('GET', withQuery(path, query)),
    close: () => agent.destroy(),
  };
}

async function textOf(answer: IncomingMessage, signal: AbortSignal): Promise<string> {
  try {
    return await readAll(answer);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Failure(exitCodes.notRunning, sentences.cutOff);
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function oddAnswer(path: string, place: string): Failure {
  return new Failure(exitCodes.failed, sentences.oddAnswer, { path, place });
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

import fc from 'fast-check';
import {
  type ApiDocument,
  type Conformance,
  escaped,
  type Operation,
  parameterSchema,
} from './api-conformance';
import { arbitraryOf, type Ground } from './arbitrary-of-schema';

export interface Call {
  readonly id: string;
  readonly method: string;
  /** As the document writes it. */
  readonly route: string;
  readonly operation: Operation;
}

export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What is wrong with a request that should be refused, and with what. */
export interface Broken extends Request {
  readonly what: string;
  readonly status: 400 | 401;
}

export function callsOf({ paths }: ApiDocument): Call[] {
  return Object.entries(paths).flatMap(([route, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      route,
      operation,
    })),
  );
}

type Values = Readonly<Record<string, unknown>>;
interface Parts {
  readonly path: Values;
  readonly query: Values;
  readonly header: Values;
  readonly body: unknown;
}

/** Requests as the description has them. */
export function requestsOf(call: Call, ground: Ground): fc.Arbitrary<Request> {
  return partsOf(call, ground).map((parts) => written(call, parts));
}

function partsOf({ operation, route }: Call, ground: Ground): fc.Arbitrary<Parts> {
  const kind = route.split('/').at(2) ?? '';
  const all = operation.parameters.flatMap((one) => parameterSchema.safeParse(one).data ?? []);
  const of = (place: 'path' | 'query') =>
    fc.record(
      Object.fromEntries(
        all
          .filter((one) => one.in === place)
          .map(({ name, schema }) => [
            name,
            arbitraryOf(schema, ground, place === 'path' ? `${kind} ${name}` : name),
          ]),
      ),
      { requiredKeys: all.filter((one) => one.in === place && one.required).map(({ name }) => name) },
    );
  const json = operation.requestBody?.content['application/json'];
  const body = json === undefined ? fc.constant(undefined) : arbitraryOf(json.schema, ground);
  return fc.record({ path: of('path'), query: of('query'), header: fc.constant({}), body });
}

function written({ route }: Pick<Call, 'route'>, { path, query, header, body }: Parts): Request {
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`,
    )
    .join('&');
  const filled = route.replace(/\{(\w+)\}/g, (_, name: string) => segmentOf(String(path[name])));
  return {
    path: search === '' ? filled : `${filled}?${search}`,
    headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** Values of which one at least is not what a schema wants. */
const ODD: readonly unknown[] = [
  null,
  true,
  -1.5,
  'yok böyle bir şey',
  [],
  [[]],
  {},
  { a: 1 },
  'x'.repeat(20_000),
];
const ODD_TEXTS = ['yok böyle', '-1', '1.5', '99999999999', 'x'.repeat(300), '!'];

/** A dot or two of them would name another address. */
function segmentOf(text: string): string {
  return encodeURIComponent(/^\.{1,2}$/.test(text) ? `${text}x` : text);
}

/** Requests with one thing in them that the description does not allow; where it allows everything there are none. */
export function brokenRequestsOf(
  call: Call,
  ground: Ground,
  conformance: Conformance,
): fc.Arbitrary<Broken> | undefined {
  const ways = [
    noToken(),
    ...(call.method === 'GET' ? [] : [badKey()]),
    ...bodyWays(call, conformance),
    ...parameterWays(call, conformance),
  ];
  return fc
    .tuple(partsOf(call, ground), fc.constantFrom(...ways), fc.nat(1_000))
    .map(([parts, way, choice]) => way(call, parts, choice))
    .filter((broken) => broken !== undefined);
}

type Way = (call: Call, parts: Parts, choice: number) => Broken | undefined;

const noToken = (): Way => (call, parts) =>
  call.route.startsWith('/api/') && call.id !== 'getDescriptionPage'
    ? { ...written(call, parts), headers: { authorization: '' }, what: 'no token', status: 401 }
    : undefined;

const badKey = (): Way => (call, parts) => ({
  ...written(call, { ...parts, header: { 'idempotency-key': 'a b' } }),
  what: 'a key with a blank',
  status: 400,
});

function bodyWays({ route, method, operation }: Call, conformance: Conformance): Way[] {
  if (operation.requestBody?.content['application/json'] === undefined) return [];
  const pointer = `#/paths/${escaped(route)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`;
  const texts = ['{', '[]', '"x"', 'null', '{"a":}'];
  return [
    (call, parts, choice) => ({
      ...written(call, parts),
      body: texts[choice % texts.length] ?? '{',
      what: 'a body that is no object',
      status: 400,
    }),
    (call, parts, choice) => {
      const body = mutated(parts.body, choice);
      if (body === undefined || conformance.fits(pointer, body)) return undefined;
      return { ...written(call, { ...parts, body }), what: 'a body of another form', status: 400 };
    },
  ];
}

/** One field replaced, taken away or added. */
function mutated(body: unknown, choice: number): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const names = Object.keys(body);
  const name = names[choice % Math.max(1, names.length)] ?? 'a';
  const rest = Object.fromEntries(Object.entries(body).filter(([one]) => one !== name));
  if (choice % 3 === 0) return rest;
  if (choice % 3 === 1) return { ...body, [name]: ODD[choice % ODD.length] };
  return { ...body, 'nobody-knows-this': 1 };
}

function parameterWays({ operation, route, method }: Call, conformance: Conformance): Way[] {
  return operation.parameters.flatMap((parameter, index) => {
    const { data } = parameterSchema.safeParse(parameter);
    if (data === undefined || data.in === 'header') return [];
    const pointer = `#/paths/${escaped(route)}/${method.toLowerCase()}/parameters/${index}/schema`;
    const { name, in: place } = data;
    return [
      (call, parts, choice) => {
        const text = ODD_TEXTS[choice % ODD_TEXTS.length] ?? '!';
        // A parameter is text: it fits when it does as text, as a number or as a list.
        const readings = [text, Number(text), text.split(',')];
        if (readings.some((reading) => conformance.fits(pointer, reading))) return undefined;
        const changed = { ...parts, [place]: { ...parts[place], [name]: text } };
        return { ...written(call, changed), what: `${name}=${text.slice(0, 20)}`, status: 400 };
      },
    ] satisfies Way[];
  });
}

import type { Context } from 'hono';
import type { z } from 'zod';
import type { ApiRole } from '../../shared/domain/api-role';
import type { ErrorCode } from '../../shared/errors/codes';
import type { Language } from '../../shared/wording/language';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import { parseInput, readJson, readQuery } from './body';
import { heldAgainst, tagOf } from './etag';
import { languageOf, type Words, wordsOf } from './words';

/** What a route works with. */
export interface Kervan
  extends Pick<
    KervanService,
    'events' | 'handlers' | 'rows' | 'imports' | 'tokens' | 'answers' | 'sentence'
  > {
  readonly version: string;
  readonly log: Log;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** `anyone` needs no token, but has to call from this machine. */
export type Access = ApiRole | 'anyone';

/** What a program is told of a route; the schemas in it are the ones that parse. */
interface Description {
  readonly method: Method;
  /** As OpenAPI writes it: `/api/orders/{id}`. */
  readonly path: string;
  /** Unique; generated clients name their function by it. */
  readonly id: string;
  readonly role: Access;
  readonly group: string;
  /** One sentence. */
  readonly summary: string;
  readonly description?: string;
  /** Codes of this route beside those that every route may answer with. */
  readonly errors?: readonly ErrorCode[];
  /** The answer holds a secret: it is not kept for a repeated call. */
  readonly isSecret?: true;
}

/** A parsed call. */
export interface Call<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
  readonly language: Language;
  readonly words: Words;
}

/** What a schema describes, as views hand it over: lists of the service may not be changed. */
export type Told<Schema extends z.ZodType> = Unchangeable<z.input<Schema>>;
type Unchangeable<T> = T extends readonly (infer Item)[]
  ? readonly Unchangeable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Unchangeable<T[Key]> }
    : T;

interface Asked<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType> {
  readonly params?: Params;
  /** A list is written with commas. */
  readonly query?: Query;
  readonly body?: Body;
}

interface JsonRoute<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Present,
> extends Description,
    Asked<Params, Query, Body> {
  /** Without one the route answers 204. */
  readonly answer?: Answer;
  readonly status?: 200 | 201 | 202;
  /** Where what was made is found. */
  readonly location?: (answer: Told<Answer>) => string;
  /** What two writers may both want to change; its tag is told with the answer. */
  readonly versioned?: (state: Told<Answer> | Present) => unknown;
  /** What stands now: an If-Match is held against its tag before anything is done. */
  readonly ifMatch?: (call: Call<Params, Query, Body>, kervan: Kervan) => Promise<Present>;
  handle(
    call: Call<Params, Query, Body> & {
      /** What the If-Match was held against; undefined without one. */
      readonly present: Present | undefined;
    },
    kervan: Kervan,
  ): Promise<Told<Answer>>;
}

interface RawRoute<Params extends z.ZodObject, Query extends z.ZodObject>
  extends Description,
    Asked<Params, Query, z.ZodType> {
  readonly status: 200 | 201;
  /** Media type of the answer → its schema, or null for bytes and text. */
  readonly content: Readonly<Record<string, z.ZodType | null>>;
  /** The body is a file of its own limit and not JSON. */
  readonly isUpload?: true;
  respond(
    call: Omit<Call<Params, Query, z.ZodType>, 'body'> & { readonly context: Context },
    kervan: Kervan,
  ): Response | Promise<Response>;
}

/** A declared route: parsing, document, role and tests all read this. */
export interface Route extends Description, Asked<z.ZodObject, z.ZodObject, z.ZodType> {
  readonly status: 200 | 201 | 202 | 204;
  readonly content: Readonly<Record<string, z.ZodType | null>>;
  readonly hasLocation: boolean;
  readonly hasTag: boolean;
  readonly takesIfMatch: boolean;
  readonly isUpload: boolean;
  readonly run: (context: Context, kervan: Kervan) => Response | Promise<Response>;
}

export const JSON_TYPE = 'application/json';

/** A route that answers with JSON, or with nothing. */
export function route<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Present = Told<Answer>,
>(declared: JsonRoute<Params, Query, Body, Answer, Present>): Route {
  const { answer: schema, location, versioned, ifMatch, handle, ...description } = declared;
  const status = declared.status ?? 200;
  return {
    ...description,
    status: schema === undefined ? 204 : status,
    content: schema === undefined ? {} : { [JSON_TYPE]: schema },
    hasLocation: location !== undefined,
    hasTag: versioned !== undefined,
    takesIfMatch: ifMatch !== undefined,
    isUpload: false,
    async run(context, kervan) {
      const body = parsed(declared.body, declared.body && (await readJson(context)));
      const call = { ...readCall(declared, context, kervan), body };
      const present = await heldAgainst(
        context.req.header('if-match'),
        ifMatch && (() => ifMatch(call, kervan)),
        (state) => versioned?.(state),
      );
      const answer = await handle({ ...call, present }, kervan);
      if (versioned) context.header('etag', tagOf(versioned(answer)));
      if (schema === undefined) return context.body(null, 204);
      return context.json(answer, status, location && { location: location(answer) });
    },
  };
}

/** A route that writes its answer itself: a file, a page, a stream. */
export function rawRoute<Params extends z.ZodObject, Query extends z.ZodObject>(
  declared: RawRoute<Params, Query>,
): Route {
  const { respond, ...description } = declared;
  return {
    ...description,
    hasLocation: declared.status === 201,
    hasTag: false,
    takesIfMatch: false,
    isUpload: declared.isUpload === true,
    run: (context, kervan) => respond({ ...readCall(declared, context, kervan), context }, kervan),
  };
}

function readCall<Params extends z.ZodObject, Query extends z.ZodObject>(
  { params, query }: Asked<Params, Query, z.ZodType>,
  context: Context,
  kervan: Kervan,
) {
  return {
    params: parsed(params, context.req.param()),
    query: parsed(query, query && readQuery(context, query)),
    language: languageOf(context),
    words: wordsOf(context, kervan),
  };
}

/** What a route does not declare it cannot read either: its type is unknown then. */
function parsed<Schema extends z.ZodType>(schema: Schema | undefined, value: unknown): z.output<Schema> {
  return schema === undefined ? (undefined as z.output<Schema>) : parseInput(schema, value);
}

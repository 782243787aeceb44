import type { CheckStep, ConnectorDefinition } from '../../shared/connector/definition';
import { fillTemplate } from '../../shared/connector/template';
import { createLimiter, type Limiter } from '../http/limiter';
import { inTurn } from '../http/limiter-turns';
import type { Clock, HostPolicy, HttpClient, Log, Sleep } from '../http/types';
import { createSecretRegistry } from '../vault';
import { createAsker } from './ask';
import { chooseAuth } from './authenticate';
import { createChannelTime } from './channel-time';
import { runCheck } from './check';
import { learnedNames, runCheckStep } from './check-steps';
import { createExchange, type Exchange, type Limited, READ_ATTEMPTS } from './exchange';
import { createOrderCaller } from './order-caller';
import { resolveOrigins } from './origins';
import type { Values } from './request-builder';
import { createSender, type SenderTools } from './sender';
import { readStream } from './stream-reader';
import { createTokenSource, type TokenSource, type TokenStore } from './token';
import { requestToken } from './token-request';
import type { ChannelClient, Wait } from './types';

/** A check is watched by a person: few attempts, so that the answer comes while they look. */
const CHECK_ATTEMPTS = 2;

export interface ChannelClientOptions {
  readonly definition: ConnectorDefinition;
  /** Non-secret field values by name. */
  readonly fields: Values;
  readonly secrets: Values;
  /** What earlier checks learned about the account. */
  readonly learned: Values;
  /** One origin that stands for every host of the connector; only where the host policy allows it. */
  readonly baseUrl?: string | undefined;
  readonly http: HttpClient;
  readonly hostPolicy: HostPolicy;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** 0 ≤ n < 1, for back-off. */
  readonly random: () => number;
  readonly tokenStore: TokenStore;
  readonly log: Log;
  /** The connection's limiter, when it outlives the client (its state is plain JSON); else one is made. */
  readonly limiter?: Limiter | undefined;
  readonly onLimited?: ((limited: Limited) => void) | undefined;
}

/**
 * One connection as the engine serves it. Throws at once when a field is missing (input.fieldMissing) or an address may not
 * be used (input.invalid, input.insecureAddress, input.hostNotAllowed).
 */
export function createChannelClient(options: ChannelClientOptions): ChannelClient {
  const { definition, http, clock, sleep, log } = options;
  const fields = withFallbacks(definition, options.fields);
  const own = { ...fields, ...options.secrets };
  const auth = chooseAuth(definition, own);
  const origins = resolveOrigins(definition, own, options.hostPolicy, options.baseUrl);
  const known = createSecretRegistry();
  known.add(definition.id, [...Object.values(options.secrets), ...authorizationPair(auth, own)]);
  const channelTime = createChannelTime(clock);
  const limiter = options.limiter ?? connectionLimiter(definition, clock, sleep);
  let learned: Values = options.learned;
  /** What the account does not tell once is not asked for again and again. */
  let asked = false;

  const token: TokenSource | null =
    auth.kind !== 'clientCredentials'
      ? null
      : createTokenSource({
          store: options.tokenStore,
          clock,
          earlySeconds: auth.earlySeconds,
          learnSecret: (secret) => known.add(definition.id, [secret]),
          request: (signal) => requestToken(exchange, auth, own, clock, signal),
        });
  const exchange: Exchange = createExchange({
    definition,
    auth,
    origins,
    http,
    limiter,
    clock,
    sleep,
    random: options.random,
    log,
    redact: known.redact,
    channelTime,
    token,
    onLimited: options.onLimited,
  });

  async function runStep(
    step: CheckStep,
    attempts: number,
    signal: AbortSignal,
    onWait?: (wait: Wait | null) => void,
  ): Promise<void> {
    const found = await runCheckStep(exchange, step, valuesWith(own, learned), attempts, signal, onWait);
    learned = { ...learned, ...found };
  }

  async function learn(signal: AbortSignal, onWait?: (wait: Wait | null) => void): Promise<Values> {
    const names = learnedNames(definition);
    if (!asked && names.some((name) => learned[name] === undefined)) {
      for (const step of definition.check)
        if (step.learn !== undefined) await runStep(step, READ_ATTEMPTS, signal, onWait);
      asked = true;
    }
    return learned;
  }

  const writing: SenderTools = {
    definition,
    exchange,
    clock,
    redact: known.redact,
    context: async (signal, onWait) => {
      const facts = await learn(signal, onWait);
      return { fields, learned: facts, values: valuesWith(own, facts) };
    },
  };

  return {
    ...createSender(writing),
    ...createOrderCaller(writing),
    ...createAsker(exchange, async (signal) => valuesWith(own, await learn(signal))),
    check: (signal) =>
      runCheck(
        { definition, clock, channelTime, run: (step) => runStep(step, CHECK_ATTEMPTS, signal) },
        signal,
      ),
    learn: (signal) => learn(signal),
    async *read(readOptions) {
      await learn(readOptions.signal, readOptions.onWait);
      const tools = {
        definition,
        exchange,
        channelTime,
        fields,
        learned,
        values: valuesWith(own, learned),
        http,
        origins,
        policy: options.hostPolicy,
        clock,
        sleep,
        log,
      };
      return yield* readStream(tools, readOptions);
    },
  };
}

/**
 * Two calls that leave a window apart arrive closer together when the first was longer on its way. Refusals cost more than the calls
 * that this leaves out: Hepsiburada blocks who breaks its ten a second.
 */
const WAY_SECONDS = 0.1;

/** The limiter of one connection, from the definition's budgets. */
export function connectionLimiter(
  definition: { readonly http: Pick<ConnectorDefinition['http'], 'budgets' | 'cost' | 'maxWaitSeconds'> },
  clock: Clock,
  sleep: Sleep,
  state?: ReturnType<Limiter['state']>,
): Limiter {
  const { cost, maxWaitSeconds } = definition.http;
  const budgets = definition.http.budgets.map((budget) => ({
    ...budget,
    perSeconds: budget.perSeconds + WAY_SECONDS,
  }));
  return inTurn(createLimiter({ budgets, cost, maxWaitSeconds, clock, sleep, state }));
}

/** Empty optional fields take their fallback; a field without value and fallback is the empty text. */
function withFallbacks(definition: ConnectorDefinition, given: Values): Values {
  const values: Record<string, string> = {};
  for (const field of definition.fields)
    if (field.secret !== true) values[field.name] = given[field.name] ?? '';
  for (const field of definition.fields) {
    if (field.secret === true || field.fallback === undefined || values[field.name] !== '') continue;
    values[field.name] = fillTemplate(field.fallback, values);
  }
  return values;
}

function valuesWith(own: Values, learned: Values): Values {
  const named = Object.entries(learned).map(([name, value]) => [`learned.${name}`, value]);
  return { ...own, ...Object.fromEntries(named) };
}

/** User and password travel as one base64 text; that text is as secret as they are. */
function authorizationPair(auth: ReturnType<typeof chooseAuth>, values: Values): string[] {
  return auth.kind === 'basic'
    ? [`${fillTemplate(auth.user, values)}:${fillTemplate(auth.password, values)}`]
    : [];
}

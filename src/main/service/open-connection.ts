import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ConnectionId } from '../../shared/domain/ids';
import type { StoredConnection } from '../database';
import {
  checkDefinition,
  connectionLimiter,
  createChannelClient,
  type Limited,
  type StoredToken,
  type TokenStore,
} from '../engine';
import type { ChannelClient } from '../engine/types';
import { createHttpClient, type HttpClient, isAllowed, type Limiter, systemSleep } from '../http';
import type { Log } from '../log/log';
import type { OpenConnection } from '../sync/coordinator';
import type { Vault } from '../vault/vault';
import type { Connectors } from './connectors';
import type { LastLimits } from './last-limits';
import type { LimiterMemory } from './limiter-memory';

/** What a client is made of. */
export interface ClientInput {
  readonly fields: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly learned: Readonly<Record<string, string>>;
  readonly baseUrl?: string;
}

/** Makes engine clients; a saved connection keeps one limiter and one token however many clients serve it. */
export interface ClientMaker {
  make(definition: ConnectorDefinition, input: ClientInput): ChannelClient;
  open(connection: StoredConnection): Promise<OpenConnection>;
  /** Its keys changed or it is gone: nothing of it is kept. */
  forget(id: ConnectionId): void;
  /** The process was started with leave to reach this host without https. */
  isAllowed(url: URL): boolean;
  close(): Promise<void>;
}

interface Kept {
  readonly limiter: Limiter;
  readonly tokens: TokenStore;
  readonly onLimited: (limited: Limited) => void;
}

export function createClientMaker(options: {
  readonly connectors: Connectors;
  readonly vault: Vault;
  readonly allowHosts: readonly string[];
  readonly lastLimits: LastLimits;
  readonly limiterMemory: LimiterMemory;
  readonly now: () => number;
  readonly log: Log;
}): ClientMaker {
  const hostPolicy = { allowHosts: options.allowHosts };
  const clock = { now: options.now };
  const http: HttpClient = createHttpClient({ policy: hostPolicy, environment: process.env });
  const kept = new Map<ConnectionId, Kept>();
  const checked = new WeakSet<ConnectorDefinition>();

  const make = (definition: ConnectorDefinition, input: ClientInput, parts?: Kept): ChannelClient => {
    if (!checked.has(definition)) {
      checkDefinition(definition);
      checked.add(definition);
    }
    return createChannelClient({
      definition,
      ...input,
      http,
      hostPolicy,
      clock,
      sleep: systemSleep,
      random: Math.random,
      tokenStore: parts?.tokens ?? memoryTokens(),
      log: options.log.with({ integration: definition.id }),
      limiter: parts?.limiter,
      onLimited: parts?.onLimited,
    });
  };
  const remembering = (id: ConnectionId, definition: ConnectorDefinition): Limiter => {
    const state = options.limiterMemory.stateOf(id);
    const limiter = connectionLimiter(definition, clock, systemSleep, state);
    options.limiterMemory.keep(id, limiter);
    return limiter;
  };
  return {
    make: (definition, input) => make(definition, input),
    async open(connection) {
      const definition = await options.connectors.load(connection.integration);
      const parts = kept.get(connection.id) ?? {
        limiter: remembering(connection.id, definition),
        tokens: memoryTokens(),
        onLimited: ({ at, budget, toldWaitMs }) =>
          options.lastLimits.note(connection.id, { at, budget, waitMs: toldWaitMs }),
      };
      kept.set(connection.id, parts);
      const client = make(
        definition,
        {
          fields: connection.fields,
          secrets: await options.vault.get(connection.id),
          learned: connection.learned,
          baseUrl: connection.settings.baseUrl,
        },
        parts,
      );
      return { definition, client };
    },
    forget(id) {
      kept.delete(id);
      options.limiterMemory.forget(id);
    },
    isAllowed: (url) => isAllowed(url, hostPolicy),
    close: () => http.close(),
  };
}

/** A short-lived token needs no place on disk: it is asked for again after a start. */
function memoryTokens(): TokenStore {
  let held: StoredToken | null = null;
  return {
    get: async () => held,
    set: async (token) => {
      held = token;
    },
  };
}

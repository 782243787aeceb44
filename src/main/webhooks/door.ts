import { createHash } from 'node:crypto';
import type { Webhooks } from '../../shared/connector/webhook';
import type { ConnectionId } from '../../shared/domain/ids';

/** The way in of one connection: an address nobody can guess, and what proves a delivery there. */
export interface Door {
  readonly connectionId: ConnectionId;
  readonly rules: Webhooks;
  readonly secret: string;
  /** The secret before it counts until then (UTC epoch ms), for deliveries in flight while it is exchanged. */
  readonly previous: { readonly secret: string; readonly until: number } | null;
}

/** Where a request may go: the door, and what stands behind its address. */
export interface Entrance {
  readonly door: Door;
  readonly rest: string | null;
}

/** 32 random bytes for addresses. */
const TARGET = /^\/hooks\/([A-Za-z0-9_-]{43})(?:\/([A-Za-z0-9_\-/]{1,120}))?$/;

/** Doors by the hash of their token, so that looking one up tells nothing about the tokens there are. */
export class Doors {
  readonly #byHash = new Map<string, Door>();
  readonly #hashOf = new Map<ConnectionId, string>();

  set(token: string, door: Door): void {
    this.remove(door.connectionId);
    const hash = hashOf(token);
    this.#byHash.set(hash, door);
    this.#hashOf.set(door.connectionId, hash);
  }

  remove(connectionId: ConnectionId): void {
    const hash = this.#hashOf.get(connectionId);
    if (hash !== undefined) this.#byHash.delete(hash);
    this.#hashOf.delete(connectionId);
  }

  /** undefined for everything that is not exactly a way in. */
  find(method: string | undefined, target: string | undefined): Entrance | undefined {
    const match = TARGET.exec(target ?? '');
    if (match?.[1] === undefined) return undefined;
    const door = this.#byHash.get(hashOf(match[1]));
    if (door === undefined) return undefined;
    const isMethod = method === 'POST' || (door.rules.methods ?? []).some((one) => one === method);
    const rest = match[2] ?? null;
    if (!isMethod || (rest !== null && door.rules.topic.kind !== 'path')) return undefined;
    return { door, rest };
  }
}

/** All secrets that prove a delivery now. */
export function secretsOf({ secret, previous }: Door, now: number): readonly string[] {
  return previous !== null && now < previous.until ? [secret, previous.secret] : [secret];
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('base64');
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WriteRow } from '../../../shared/connector/write';
import { AppError } from '../../../shared/errors/app-error';
import type { SendReply } from '../../engine/types';
import { actionOf, LATER, notTaken, uncertain } from './test-kit/channel';
import { World } from './test-kit/world';

const KEYS = ['v1', 'v2', 'v3'] as const;
/** Nothing stays under way longer than this. */
const LONGEST_WAY_MS = 110_000;

/** What becomes of a call. */
type Fate =
  | { readonly kind: 'works' | 'neverLeft' | 'refused' | 'silent' | 'stale' | 'busy' | 'lost' }
  /** Its end is unknown; it lands after `ms`, or never. */
  | { readonly kind: 'doubtful'; readonly ms: number | null }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The process dies while it is under way. */
  | { readonly kind: 'dies'; readonly ms: number | null };

type Step =
  | { readonly kind: 'count'; readonly key: string; readonly pieces: number }
  | { readonly kind: 'price'; readonly key: string; readonly minor: number }
  /** An order or a cancellation of the channel itself, which counts by itself. */
  | { readonly kind: 'moves'; readonly key: string; readonly pieces: number }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'work' }
  | { readonly kind: 'crash' }
  | { readonly kind: 'fate'; readonly fate: Fate };

const way = fc.integer({ min: 0, max: LONGEST_WAY_MS });
const fate: fc.Arbitrary<Fate> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('works', 'neverLeft', 'refused', 'silent', 'stale', 'busy', 'lost'),
  }),
  fc.record({ kind: fc.constant('doubtful'), ms: fc.option(way) }),
  fc.record({ kind: fc.constant('slow'), ms: way }),
  fc.record({ kind: fc.constant('dies'), ms: fc.option(way) }),
);
const key = fc.constantFrom(...KEYS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('count'), key, pieces: fc.integer({ min: 0, max: 12 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('price'), key, minor: fc.integer({ min: 4_000, max: 4_004 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('moves'), key, pieces: fc.integer({ min: -2, max: 2 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 1, max: 90_000 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('work') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('fate'), fate }) },
);

/** A channel on which calls go wrong in every way, and values land when they will. */
class Rough {
  readonly fates: Fate[] = [];
  #landings: { readonly at: number; readonly rows: readonly WriteRow[] }[] = [];
  readonly #accepted = new Map<string, { readonly at: number; readonly rows: readonly WriteRow[] }>();
  readonly #world: World;
  #dying: (() => void) | null = null;

  constructor(world: World) {
    this.#world = world;
    const { channel } = world;
    channel.everySend = ({ rows, key }) => this.#send(rows, key);
    channel.everyPoll = ({ batchId }) => this.#poll(batchId);
    channel.everyReadBack = (rows) => {
      this.land();
      return channel.show(rows);
    };
  }

  /** What is due lands on the shelves, in the order of its time. */
  land(): void {
    const now = this.#world.clock.now();
    const due = this.#landings.filter((one) => one.at <= now).sort((a, b) => a.at - b.at);
    this.#landings = this.#landings.filter((one) => one.at > now);
    for (const { rows } of due) this.#world.channel.take(rows);
  }

  /** Runs the lane until it has nothing to do or the process dies in it. */
  async work(): Promise<void> {
    const died = new Promise<'died'>((resolve) => {
      this.#dying = () => resolve('died');
    });
    const end = await Promise.race([this.#world.run().then(() => 'done' as const), died]);
    this.#dying = null;
    if (end === 'died') await this.#world.crash();
  }

  #later(rows: readonly WriteRow[], ms: number | null): void {
    if (ms !== null) this.#landings.push({ at: this.#world.clock.now() + ms, rows });
  }

  #send(rows: readonly WriteRow[], callKey: string): SendReply | Promise<SendReply> {
    this.land();
    const { channel } = this.#world;
    const next = this.fates.shift() ?? { kind: 'works' };
    switch (next.kind) {
      case 'works':
        return { kind: 'results', results: channel.take(rows) };
      case 'neverLeft':
        return notTaken();
      case 'refused':
        throw new AppError('chan.refusedRequest');
      case 'silent':
        channel.take(rows.slice(1));
        return { kind: 'results', results: [] };
      case 'stale':
        return {
          kind: 'results',
          results: rows.map((row) => ({ key: row.key, outcome: 'stale', actual: null })),
        };
      case 'busy':
        return {
          kind: 'results',
          results: rows.map((row) => ({
            key: row.key,
            outcome: 'refused',
            code: 'chan.refusedRequest',
            reason: null,
            retryAfterSeconds: 3,
          })),
        };
      case 'doubtful':
        this.#later(rows, next.ms);
        return uncertain();
      case 'lost':
      case 'slow': {
        const at = this.#world.clock.now() + (next.kind === 'slow' ? next.ms : 0);
        if (next.kind === 'slow') this.#accepted.set(callKey, { at, rows });
        this.#later(rows, next.kind === 'slow' ? next.ms : null);
        return { kind: 'accepted', batchId: callKey };
      }
      case 'dies':
        this.#later(rows, next.ms);
        this.#dying?.();
        return new Promise(() => undefined);
    }
  }

  #poll(batchId: string) {
    this.land();
    const batch = this.#accepted.get(batchId);
    if (batch === undefined) return { kind: 'lost' } as const;
    if (batch.at > this.#world.clock.now()) return { kind: 'pending' } as const;
    const results = batch.rows.map((row) => ({ key: row.key, outcome: 'confirmed' }) as const);
    return { kind: 'results', results } as const;
  }
}

async function play(steps: readonly Step[]): Promise<void> {
  const world = await World.open({
    actions: { values: actionOf({ answer: { ...LATER, giveUpSeconds: 90 } }) },
  });
  try {
    const rough = new Rough(world);
    for (const one of steps) {
      rough.land();
      switch (one.kind) {
        case 'count':
          world.count(one.key, one.pieces);
          break;
        case 'price':
          world.price(one.key, one.minor);
          break;
        case 'moves':
          if ((world.channel.shelves.get(one.key)?.stock ?? 0) + one.pieces >= 0)
            world.ordersMove(one.key, one.pieces);
          break;
        case 'pass':
          world.clock.add(one.ms);
          break;
        case 'work':
          await rough.work();
          break;
        case 'crash':
          await world.crash();
          break;
        case 'fate':
          rough.fates.push(one.fate);
      }
    }
    // From now on everything works, and whatever is under way lands.
    rough.fates.length = 0;
    await world.settle(60_000);
    world.clock.add(LONGEST_WAY_MS);
    rough.land();
    await world.settle(4 * 60 * 60_000);
    check(world);
  } finally {
    world.close();
  }
}

function check(world: World): void {
  expect(world.database.sends.underWay()).toEqual([]);
  expect(world.database.sends.polling(world.id)).toEqual([]);
  for (const one of KEYS) {
    const shelf = world.channel.shelves.get(one);
    for (const kind of ['stock', 'price'] as const) {
      const row = world.row(one, kind);
      if (row.state === 'refused') {
        expect(row.error, `${one} ${kind} is refused without a reason`).not.toBeNull();
        continue;
      }
      expect(['idle', 'confirmed'], `${one} ${kind}`).toContain(row.state);
      const wanted =
        row.wanted !== null && 'quantity' in row.wanted ? row.wanted.quantity : row.wanted?.minor;
      expect(shelf?.[kind], `${one} ${kind} shows what it should`).toBe(wanted);
    }
  }
}

it('whatever happens to calls, in the end every shelf shows what it should or a sentence tells why not', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), play), {
    numRuns: Number(process.env.KERVAN_MODEL_RUNS ?? 40),
  });
}, 120_000);

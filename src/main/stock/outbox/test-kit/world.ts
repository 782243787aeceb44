import { onTestFinished } from 'vitest';
import type { ConnectorDefinition } from '../../../../shared/connector/definition';
import type { WriteAction } from '../../../../shared/connector/write';
import { type ChannelRules, DEFAULT_RULES } from '../../../../shared/domain/channel-rules';
import type { ConnectionId, ListingId, VariantId } from '../../../../shared/domain/ids';
import type { ValueKind } from '../../../../shared/domain/listing-value';
import type { WireError } from '../../../../shared/errors/app-error';
import { BLANK_VARIANT, type Database, type StoredValue, type WriteTransaction } from '../../../database';
import {
  addConnection,
  handClock,
  openIn,
  product,
  temporaryFolder,
  variant,
} from '../../../database/test-kit/temporary-database';
import type { Log } from '../../../log/log';
import { refreshDue, refreshWanted } from '../../wanted';
import { Lane } from '../lane';
import type { LaneOptions } from '../lane-core';
import { Outbox } from '../outbox';
import { actionOf, definitionOf, ScriptedChannel } from './channel';

export interface WorldOptions {
  readonly actions?: Readonly<Record<string, WriteAction>>;
  readonly listings?: number;
  readonly rules?: (plain: ChannelRules) => ChannelRules;
}

/** What every listing shows and every variant holds at the beginning; prices in minor units. */
export const START = { stock: 10, price: 5_000 } as const;

const SENDING: ChannelRules = {
  ...DEFAULT_RULES,
  stock: { ...DEFAULT_RULES.stock, send: true },
  price: { ...DEFAULT_RULES.price, send: true, maximumJumpPercent: null },
};

export interface Failure {
  readonly code: string;
  readonly nextAt: number | null;
}

/** A shop whose listings are matched, on a real database, with a channel a test scripts and a clock it moves. */
export class World {
  readonly folder: ReturnType<typeof temporaryFolder>;
  readonly clock: ReturnType<typeof handClock>;
  readonly channel: ScriptedChannel;
  readonly failures: Failure[] = [];
  readonly logged: string[] = [];
  /** What the channel's orders answer when they are read before stock is told. */
  ordersReadable = true;
  ordersRead = 0;
  /** Orders take until this ends to be read. */
  reading: Promise<void> = Promise.resolve();
  worksAgain = 0;
  definition: ConnectorDefinition;
  id: ConnectionId;
  database: Database;
  lane: Lane;
  readonly variants = new Map<string, VariantId>();
  readonly listings = new Map<string, ListingId>();

  private constructor(parts: Pick<World, 'folder' | 'clock' | 'database' | 'id' | 'definition'>) {
    this.folder = parts.folder;
    this.clock = parts.clock;
    this.channel = new ScriptedChannel(this.clock.add);
    this.database = parts.database;
    this.id = parts.id;
    this.definition = parts.definition;
    this.lane = new Lane(this.id, this.options());
  }

  static async open({ actions, listings = 3, rules }: WorldOptions = {}): Promise<World> {
    const folder = temporaryFolder();
    const clock = handClock();
    const database = await openIn(folder.path, { now: clock.now });
    const definition = definitionOf(actions ?? { values: actionOf() });
    const world = new World({ folder, clock, database, id: addConnection(database), definition });
    world.#stockUp(listings, rules ?? ((plain) => plain));
    while (database.values.toCompute().length > 0) database.write(refreshDue);
    clock.add(60_000);
    return world;
  }

  options(): LaneOptions {
    return {
      database: this.database,
      log: noting(this.logged),
      now: this.clock.now,
      open: async () => ({ definition: this.definition, client: this.channel }),
      readOrders: async () => {
        this.ordersRead += 1;
        await this.reading;
        return this.ordersReadable;
      },
      needsPerson: (error: WireError) => error.code.startsWith('auth.'),
      news: {
        valuesChanged: () => undefined,
        sendingFailed: (_, { code }, nextAt) => void this.failures.push({ code, nextAt }),
        sendingWorks: () => {
          this.worksAgain += 1;
        },
      },
    };
  }

  outbox(): Outbox {
    return new Outbox(this.options());
  }

  /** Works off what is due now. */
  run(signal: AbortSignal = new AbortController().signal): Promise<boolean> {
    return this.lane.run(signal);
  }

  /** Works off everything, letting the time pass that it takes; answers how long that was (ms). */
  async settle(longestMs = 60 * 60_000): Promise<number> {
    const begun = this.clock.now();
    for (let rounds = 0; ; rounds += 1) {
      await this.run();
      const at = this.lane.nextAt;
      if (at === null || at > begun + longestMs) return this.clock.now() - begun;
      if (rounds > 2_000) throw new Error('never ends');
      this.clock.set(Math.max(at, this.clock.now() + 1));
    }
  }

  /** The process ends here without a word and another one starts. */
  async crash(): Promise<void> {
    const { path } = this.folder;
    this.database.close();
    this.database = await openIn(path, { now: this.clock.now });
    this.lane = new Lane(this.id, this.options());
  }

  /** Somebody counts so many pieces. */
  count(key: string, pieces: number): void {
    this.change(key, (tx, variantId) => {
      const { onHand } = tx.variants.get(variantId);
      tx.stock.book({
        variantId,
        kind: 'count',
        onHandChange: pieces - onHand,
        reservedChange: 0,
        eventKey: null,
        actor: 'person',
      });
    });
  }

  /** The channel's own orders move pieces; it has counted them itself. */
  ordersMove(key: string, pieces: number): void {
    const variantId = found(this.variants.get(key));
    const shelf = found(this.channel.shelves.get(key));
    shelf.stock += pieces;
    const movement = { variantId, onHandChange: pieces, reservedChange: 0, eventKey: null } as const;
    this.database.write((tx) => {
      tx.stock.book({
        ...movement,
        kind: pieces < 0 ? 'sale' : 'cancel',
        connectionId: this.id,
        actor: 'system',
      });
      refreshWanted(tx, [variantId], this.id);
    });
  }

  price(key: string, minor: number): void {
    this.change(key, (tx, variantId) => void tx.variants.update(variantId, { basePriceMinor: minor }));
  }

  change(key: string, work: (tx: WriteTransaction, variantId: VariantId) => void): void {
    const variantId = found(this.variants.get(key));
    this.database.write((tx) => {
      work(tx, variantId);
      refreshWanted(tx, [variantId]);
    });
  }

  row(key: string, kind: ValueKind = 'stock'): StoredValue {
    return found(this.database.values.find(found(this.listings.get(key)), kind));
  }

  /** Changes a row behind everybody's back. */
  set(key: string, change: Partial<StoredValue>, kind: ValueKind = 'stock'): void {
    const row = { ...this.row(key, kind), ...change };
    this.database.write((tx) => tx.values.save(row));
  }

  save(rules: ChannelRules): void {
    this.database.write((tx) => tx.rules.save(this.id, rules));
  }

  close(): void {
    this.database.close();
    this.folder.remove();
  }

  #stockUp(count: number, rules: (plain: ChannelRules) => ChannelRules): void {
    const keys = Array.from({ length: count }, (_, index) => `v${index + 1}`);
    this.database.write((tx) => {
      tx.rules.save(this.id, rules(SENDING));
      const money = { minor: START.price, currency: 'TRY' };
      const one = (key: string) =>
        product(`p-${key}`, [
          variant(key, { barcode: `869${key}`, stock: START.stock, price: money, listPrice: money }),
        ]);
      tx.products.apply(keys.map(one), { connectionId: this.id, fullRunId: null });
      for (const listing of tx.matches.open(this.id, '', count).listings) {
        const made = tx.variants.create({
          ...BLANK_VARIANT,
          title: `Havlu ${listing.variantKey}`,
          sku: listing.sku,
          barcode: listing.barcode,
          basePriceMinor: START.price,
        });
        tx.stock.open(made.id, START.stock, 0, 'person');
        const decision = { state: 'matched', variantId: made.id, reason: 'person' } as const;
        tx.matches.set(listing, decision, 'person');
        this.variants.set(listing.variantKey, made.id);
        this.listings.set(listing.variantKey, listing.id);
        this.channel.shelves.set(listing.variantKey, { ...START });
      }
      refreshWanted(tx, this.variants.values());
      tx.rules.progress(this.id, tx.rules.version(this.id), null);
    });
  }
}

/** Closed when the test that opened it has ended. */
export async function openWorld(options?: WorldOptions): Promise<World> {
  const world = await World.open(options);
  onTestFinished(() => world.close());
  return world;
}

function noting(events: string[]): Log {
  const note = (event: string): void => void events.push(event);
  const log: Log = { debug: () => {}, info: () => {}, warn: note, error: note, with: () => log };
  return log;
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('not there');
  return value;
}

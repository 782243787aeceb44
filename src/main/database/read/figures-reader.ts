import type Sqlite from 'better-sqlite3';
import { z } from 'zod';
import type { Hit } from '../../../shared/contract/overview';
import type { ConnectionId } from '../../../shared/domain/ids';
import type { Money } from '../../../shared/domain/money';
import type { Grid } from './grid';
import type { ListingsReader } from './listings-reader';
import type { OrdersReader } from './orders-reader';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const MOST_HITS = 5;
const number = z.number();

export interface Totals {
  readonly listings: number;
  readonly orders: number;
}

export interface DayFigures {
  readonly orders: number;
  readonly ordersYesterday: number;
  /** One sum for each currency; cancelled and returned orders left out. */
  readonly turnover: readonly Money[];
  /** Listings at the channels with no stock. */
  readonly outOfStock: number;
  /** 24 numbers, from the start of the day. */
  readonly ordersPerHour: readonly number[];
}

/** Sums for the overview and the palette. */
export class FiguresReader {
  readonly #connection: Sqlite.Database;
  readonly #grid: Grid;
  readonly #listings: ListingsReader;
  readonly #orders: OrdersReader;

  constructor(connection: Sqlite.Database, grid: Grid, listings: ListingsReader, orders: OrdersReader) {
    this.#connection = connection;
    this.#grid = grid;
    this.#listings = listings;
    this.#orders = orders;
  }

  /** Rows kept now of one connection, or of all; gone listings do not count. */
  totals(connectionId: ConnectionId | null): Totals {
    return this.#grid.remember(JSON.stringify(['totals', connectionId]), () => {
      if (connectionId === null)
        return { listings: this.#listings.count({}).total, orders: this.#orders.count({}).total };
      const all = this.#number(
        'SELECT count(*) FROM listings INDEXED BY listings_by_key WHERE connection_id = ?',
        connectionId,
      );
      const gone = this.#number(
        'SELECT count(*) FROM listings INDEXED BY listings_by_title WHERE gone_at IS NOT NULL AND +connection_id = ?',
        connectionId,
      );
      const orders = this.#number(
        'SELECT count(*) FROM orders INDEXED BY orders_by_key WHERE connection_id = ?',
        connectionId,
      );
      return { listings: all - gone, orders };
    });
  }

  /** `dayStart` is the local midnight, UTC epoch ms. */
  day(dayStart: number): DayFigures {
    return this.#grid.remember(JSON.stringify(['day', dayStart]), () => {
      const end = dayStart + DAY_HOURS * HOUR_MS;
      const placed = 'FROM orders INDEXED BY orders_by_placed WHERE placed_at >= ? AND placed_at < ?';
      // A bound number is a real one, and so is what it is divided into.
      const hours = this.#connection
        .prepare(
          `SELECT CAST((placed_at - ?) / ${HOUR_MS} AS INTEGER) AS hour, count(*) AS count ${placed} GROUP BY hour`,
        )
        .all(dayStart, dayStart, end);
      const perHour = Array.from({ length: DAY_HOURS }, () => 0);
      for (const row of z.array(z.object({ hour: number, count: number })).parse(hours))
        perHour[row.hour] = row.count;
      const sums = this.#connection
        .prepare(
          `SELECT currency, sum(total_minor) AS minor ${placed}
             AND status NOT IN ('cancelled', 'returned', 'unsupplied') AND total_minor IS NOT NULL
           GROUP BY currency ORDER BY minor DESC`,
        )
        .all(dayStart, end);
      return {
        orders: perHour.reduce((sum, count) => sum + count, 0),
        ordersYesterday: this.#number(`SELECT count(*) ${placed}`, dayStart - DAY_HOURS * HOUR_MS, dayStart),
        turnover: z.array(z.object({ currency: z.string(), minor: number })).parse(sums),
        outOfStock: this.#number(
          'SELECT count(*) FROM listings INDEXED BY listings_grid WHERE gone_at IS NULL AND stock <= 0',
        ),
        ordersPerHour: perHour,
      };
    });
  }

  /** A few listings and orders for the palette; exact codes first. */
  quick(typed: string): Hit[] {
    const exactListings = new Set(this.#listings.exact(typed).map(String));
    const exactOrders = new Set(this.#orders.exact(typed).map(String));
    const listings = this.#listings.window({ text: typed }, 0, MOST_HITS).map((row): Hit => {
      const title = [row.title, row.variantTitle].filter(Boolean).join(' · ') || (row.sku ?? row.variantKey);
      const detail = [row.sku, row.barcode].filter(Boolean).join(' · ');
      return { kind: 'listing', id: row.id, title, detail, exact: exactListings.has(row.id) };
    });
    const orders = this.#orders.window({ text: typed }, 0, MOST_HITS).map((row): Hit => {
      return {
        kind: 'order',
        id: row.id,
        title: row.number,
        detail: row.city ?? '',
        exact: exactOrders.has(row.id),
      };
    });
    return [...orders, ...listings].sort((a, b) => Number(b.exact) - Number(a.exact));
  }

  #number(text: string, ...values: (string | number)[]): number {
    return number.parse(
      this.#connection
        .prepare(text)
        .pluck()
        .get(...values),
    );
  }
}

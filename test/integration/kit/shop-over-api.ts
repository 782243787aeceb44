import { expect, vi } from 'vitest';
import { type ConnectionId, connectionIdSchema } from '../../../src/shared/domain/ids';
import type { Marketplace } from '../../marketplaces/kit';
import type { RunAnswer } from './api-client';
import { connectionTo } from './practice-account';
import type { InProcess } from './service-in-process';

/** Trendyol wants five seconds between two calls for orders. */
const RUN_MS = 120_000;

/** Connects a practice marketplace; nothing is read yet. */
export async function connectShop(
  kervan: InProcess,
  market: Pick<Marketplace<unknown>, 'id' | 'url' | 'credentials'>,
  name?: string,
): Promise<ConnectionId> {
  const { id } = await kervan.call<{ id: string }>('POST', '/api/connections', connectionTo(market, name));
  return connectionIdSchema.parse(id);
}

/** Reads a connection to the end of its run, which must go well; without streams everything is read. */
export async function readShop(
  kervan: InProcess,
  id: ConnectionId,
  mode: 'full' | 'delta',
  streams?: readonly ('products' | 'orders')[],
): Promise<void> {
  const { runId } = await kervan.call<{ runId: string }>('POST', `/api/connections/${id}/sync`, {
    mode,
    streams,
  });
  const run = await vi.waitFor(
    async () => {
      const now = await kervan.call<RunAnswer>('GET', `/api/runs/${runId}`);
      expect(now.finished).toBe(true);
      return now;
    },
    { timeout: RUN_MS, interval: 20 },
  );
  expect(run).toMatchObject({ state: 'done' });
}

/** Waits until every listing that was read has its proposal: they follow a reading by themselves, a few at a time. */
export async function untilProposed(kervan: InProcess, id: ConnectionId): Promise<void> {
  const { count } = await kervan.service.handlers['listings.count']({ connectionIds: [id] });
  expect(count).toBeGreaterThan(0);
  await vi.waitFor(
    async () => {
      const open = await kervan.service.handlers['matching.summary']({ connectionId: id });
      expect(open.sure + open.doubtful + open.new).toBe(count);
    },
    { timeout: 20_000, interval: 20 },
  );
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionId, RunId } from '../../src/shared/domain/ids';
import { AppError } from '../../src/shared/errors/app-error';
import { startWooCommerce } from '../marketplaces/woocommerce/server';
import { connectionTo } from './kit/practice-account';
import { type InProcess, startInProcess } from './kit/service-in-process';
import { wooTruth } from './kit/truth';

let market: Awaited<ReturnType<typeof startWooCommerce>>;
let kervan: InProcess;
let id: ConnectionId;
beforeEach(async () => {
  market = await startWooCommerce({ products: 450, orders: 5, scale: 1000 });
  kervan = await startInProcess([new URL(market.url).host]);
  ({ id } = await kervan.service.handlers['connections.create']({
    ...connectionTo(market),
    active: true,
  }));
});
afterEach(async () => {
  await kervan.stop();
  await market.stop();
});

const pages = () =>
  market.requests.filter(({ path }) => path.endsWith('/products')).map(({ search }) => search);
const runOf = (runId: RunId) => kervan.service.handlers['runs.get']({ id: runId });

/** Reads the products until the shop refuses after so many pages. */
async function failAfter(skip: number): Promise<RunId> {
  const fault = market.faults.add({
    effect: { kind: 'status', status: 401 },
    match: ({ path }) => path.endsWith('/products'),
    skip,
    times: Number.POSITIVE_INFINITY,
  });
  const runId = await sync();
  fault.remove();
  expect((await runOf(runId)).state).toBe('failed');
  return runId;
}

async function sync(): Promise<RunId> {
  const { runId } = await kervan.service.handlers['connections.sync']({
    id,
    streams: ['products'],
    mode: 'full',
    trigger: 'person',
  });
  await ended(runId);
  return runId;
}

async function ended(runId: RunId): Promise<void> {
  await expect
    .poll(async () => (await runOf(runId)).endedAt, { timeout: 30_000, interval: 20 })
    .not.toBeNull();
}

async function refusal(runId: RunId): Promise<unknown> {
  const thrown: unknown = await kervan.service.handlers['runs.resume']({ id: runId }).catch(
    (error: unknown) => error,
  );
  return thrown instanceof AppError ? { code: thrown.code, facts: thrown.facts } : thrown;
}

describe('a run that failed', () => {
  it('goes on from the page where it stopped, asks for no page twice and misses no product', async () => {
    const runId = await failAfter(2);
    expect(await runOf(runId)).toMatchObject({ fromPage: 'possible', streams: [{ pages: 2 }] });
    const refused = pages().length;
    await kervan.service.handlers['runs.resume']({ id: runId });
    await ended(runId);
    expect(await runOf(runId)).toMatchObject({ state: 'done', error: null, fromPage: null });
    const before = pages().slice(0, 2);
    const after = pages().slice(refused);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((one) => before.includes(one))).toEqual([]);
    const { count } = await kervan.service.handlers['listings.count']({ connectionIds: [id] });
    expect(count).toBe(wooTruth(market.data).listings.length);
    const open = await kervan.service.handlers['problems.list']({ states: ['open'], limit: 10 });
    expect(open.problems).toEqual([]);
  });

  it('is resumed through the API too', async () => {
    const runId = await failAfter(1);
    expect((await kervan.ask('POST', `/api/runs/${runId}/resume`)).status).toBe(200);
    await ended(runId);
    expect((await runOf(runId)).state).toBe('done');
  });

  it('cannot go on when it stored no page', async () => {
    const runId = await failAfter(0);
    expect((await runOf(runId)).fromPage).toBe('noPage');
    expect(await refusal(runId)).toEqual({ code: 'run.onlyFromStart', facts: { reason: 'noPage' } });
    expect((await kervan.ask('POST', `/api/runs/${runId}/resume`)).status).toBe(409);
  });

  it('cannot go on when the stream has been read since: its place would be older than the data', async () => {
    const runId = await failAfter(2);
    await sync();
    expect(await refusal(runId)).toEqual({ code: 'run.onlyFromStart', facts: { reason: 'readSince' } });
  });

  it('does not go on while its connection is paused', async () => {
    const runId = await failAfter(2);
    await kervan.service.handlers['connections.deactivate']({ id });
    expect(await refusal(runId)).toMatchObject({ code: 'connection.paused' });
    expect((await runOf(runId)).state).toBe('failed');
  });
});

describe('a run that finished', () => {
  it('has nothing to go on with', async () => {
    const runId = await sync();
    expect(await runOf(runId)).toMatchObject({ state: 'done', fromPage: null });
    expect(await refusal(runId)).toMatchObject({ code: 'run.notActive' });
  });
});

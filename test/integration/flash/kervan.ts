import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiClient, createApiClient, type RunAnswer } from '../kit/api-client';
import { freePort } from '../kit/free-port';
import { connectionTo } from '../kit/practice-account';
import { type ServiceProcess, startServiceProcess } from '../kit/service-process';
import { saleClock, saleNow } from './clock';
import { Post } from './post';
import type { Shop } from './shops';
import { until } from './until';
import type { OrderReading } from './verdict';

const TOKEN = 'flash-sale-token';
const RUN_MS = 120_000;

type Stream = 'products' | 'orders';

interface RunPage {
  readonly items: readonly {
    readonly connectionId: string;
    readonly createdAt: string;
    readonly streams: readonly {
      readonly stream: string;
      readonly startedAt: string | null;
      readonly endedAt: string | null;
    }[];
  }[];
  readonly nextCursor: string | null;
}

interface BegunRun extends RunAnswer {
  readonly mode: 'full' | 'delta';
  readonly streams: readonly (RunAnswer['streams'][number] & { readonly startedAt: string | null })[];
}

/** Whether the run began all of it after it was asked for; one that ended before it began is judged by its state. */
function readsAll(run: BegunRun, streams: readonly Stream[], mode: 'full' | 'delta', asked: number): boolean {
  const named = new Map(run.streams.map((one) => [one.stream, one.startedAt]));
  return (
    (mode === 'delta' || run.mode === 'full') &&
    streams.every((stream) => named.has(stream)) &&
    [...named.values()].every((startedAt) => startedAt === null || Date.parse(startedAt) >= asked)
  );
}

/** The real service as a process of its own, driven through the local API, and killed. */
export class Kervan {
  readonly connections = new Map<Shop, string>();
  /** When it was dead (epoch ms of the sale's clock). */
  readonly deaths: { readonly from: number; readonly until: number }[] = [];
  readonly #masterKey = randomBytes(32).toString('base64');
  #running: ServiceProcess | undefined;
  #api: ApiClient | undefined;

  private constructor(
    readonly dataDir: string,
    private readonly shops: readonly Shop[],
    /** Where its listener for deliveries stands, and the way there from the shops. */
    readonly listenerPort: number,
    readonly post: Post,
  ) {}

  static async start(shops: readonly Shop[]): Promise<Kervan> {
    const dataDir = await mkdtemp(join(tmpdir(), 'kervan-flash-'));
    const port = await freePort();
    const kervan = new Kervan(dataDir, shops, port, await Post.open(port));
    await kervan.#start();
    return kervan;
  }

  get api(): ApiClient {
    if (this.#api === undefined) throw new Error('Kervan does not run');
    return this.#api;
  }

  log(): string {
    return this.#running?.log() ?? '';
  }

  /** kill -9, then a new process over the same data folder. */
  async killAndStart(): Promise<void> {
    const from = saleNow();
    await this.#running?.kill();
    await this.#start();
    this.deaths.push({ from, until: saleNow() });
  }

  /** Ends it in order; the data folder stays. */
  async stop(): Promise<number | null> {
    const code = (await this.#running?.terminate()) ?? null;
    this.#running = undefined;
    return code;
  }

  async destroy(): Promise<void> {
    await this.#running?.kill();
    await this.post.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async connectAll(): Promise<void> {
    for (const shop of this.shops) {
      const body = connectionTo(shop.market, shop.name);
      const { id } = await this.api.post<{ id: string }>('/api/connections', body);
      this.connections.set(shop, id);
    }
  }

  /** Has the shops that tell of changes do so, through the post. */
  async openTheWay(): Promise<void> {
    await this.api.post('/api/webhooks/listen', { port: this.listenerPort });
    await this.api.put('/api/webhooks/address', { address: this.post.address });
    for (const id of this.#telling()) await this.api.post(`/api/connections/${id}/webhooks`);
  }

  /** What Kervan does every hour: hooks that a channel switched off while nobody answered are switched on again. */
  async repairHooks(): Promise<void> {
    for (const id of this.#telling()) await this.api.post(`/api/connections/${id}/webhooks/repair`);
  }

  #telling(): string[] {
    return this.shops.filter(({ tells }) => tells).map((shop) => this.connectionOf(shop));
  }

  connectionOf(shop: Shop): string {
    const id = this.connections.get(shop);
    if (id === undefined) throw new Error(`${shop.name} is not connected`);
    return id;
  }

  /** Starts a reading and does not wait for it. */
  async begin(shop: Shop, streams: readonly Stream[], mode: 'full' | 'delta' = 'delta'): Promise<string> {
    const { runId } = await this.api.post<{ runId: string }>(
      `/api/connections/${this.connectionOf(shop)}/sync`,
      {
        streams,
        mode,
      },
    );
    return runId;
  }

  /** Reads once what was there when it was asked; a run that was under way by then, or of less, does not count. */
  async read(shop: Shop, streams: readonly Stream[], mode: 'full' | 'delta' = 'delta'): Promise<void> {
    const asked = saleNow();
    for (let failures = 0; ; ) {
      const runId = await this.begin(shop, streams, mode);
      const run = await until(
        `${shop.name} reads ${streams.join(' and ')}`,
        () => this.api.get<BegunRun>(`/api/runs/${runId}`),
        ({ finished }) => finished,
        RUN_MS,
      );
      if (!readsAll(run, streams, mode, asked)) continue;
      if (run.state === 'done') return;
      failures += 1;
      if (failures === 4) throw new Error(`${shop.name} was not read: ${JSON.stringify(run.streams)}`);
    }
  }

  async readAll(streams: readonly Stream[], mode: 'full' | 'delta' = 'delta'): Promise<void> {
    await Promise.all(this.shops.map((shop) => this.read(shop, streams, mode)));
  }

  /** Readings of orders that ended well and began at `since` (epoch ms) or later. */
  async orderReadings(since: number): Promise<OrderReading[]> {
    const shops = new Map([...this.connections].map(([shop, id]) => [id, shop]));
    const found: OrderReading[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: RunPage = await this.api.get(`/api/runs?state=done&limit=200${from}`);
      for (const run of page.items) {
        const shop = shops.get(run.connectionId);
        const orders = run.streams.find(({ stream }) => stream === 'orders');
        if (shop === undefined || orders?.startedAt == null || orders.endedAt == null) continue;
        found.push({ shop, from: Date.parse(orders.startedAt), until: Date.parse(orders.endedAt) });
      }
      const oldest = page.items.at(-1);
      cursor = oldest === undefined || Date.parse(oldest.createdAt) < since ? null : page.nextCursor;
    }
    return found.filter(({ from }) => from >= since);
  }

  async #start(): Promise<void> {
    const addresses = [...this.shops.map(({ market }) => market.url), this.post.address];
    this.#running = await startServiceProcess({
      dataDir: this.dataDir,
      masterKey: this.#masterKey,
      token: TOKEN,
      allowHosts: addresses.map((address) => new URL(address).host),
      environment: { ...saleClock, KERVAN_LOG_LEVEL: 'warn' },
    });
    this.#api = createApiClient(this.#running.url, TOKEN);
  }
}

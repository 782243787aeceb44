import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { webhooks as woocommerce } from '../../../connectors/woocommerce/webhooks';
import {
  addConnection,
  openIn,
  temporaryFolder,
} from '../../../src/main/database/test-kit/temporary-database';
import { silentLog } from '../../../src/main/log/log';
import { Doors } from '../../../src/main/webhooks/door';
import { InboxQueue } from '../../../src/main/webhooks/inbox-queue';
import { startListener } from '../../../src/main/webhooks/listener';
import { Probes } from '../../../src/main/webhooks/probes';
import { Random } from '../../marketplaces/kit/random';
import { BENDS, HOOK_SECRET, honestRequest, serialised } from './bent-requests';

const AT_ONCE = 40;

export interface SiegeEnd {
  /** Answers by their status; 0 = none. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Bent requests that were answered 200, as they went out. */
  readonly taken: readonly string[];
  /** Deliveries in the inbox that did not prove themselves. */
  readonly kept: number;
  /** Bytes, from a quarter of the requests on. */
  readonly growth: number;
  /** The answer to an honest delivery afterwards. */
  readonly honest: number;
}

/** Bends an honest delivery in every way and sends it to the real listener, again and again. */
export async function besiege(requests: number, seed: number): Promise<SiegeEnd> {
  const folder = temporaryFolder();
  const database = await openIn(folder.path, { now: Date.now });
  const id = addConnection(database);
  database.write((tx) => tx.endpoints.create(id, 'registered'));
  const token = randomBytes(32).toString('base64url');
  const doors = new Doors();
  doors.set(token, { connectionId: id, rules: woocommerce, secret: HOOK_SECRET, previous: null });
  const inbox = new InboxQueue({
    ...{ database, now: Date.now },
    arrived: () => undefined,
    refused: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  const { port, close } = await startListener(
    {
      ...{ doors, inbox, probes: new Probes(), now: Date.now, log: silentLog },
      limits: { bodyBytes: 65_536, headersMs: 1_000, requestMs: 1_500 },
    },
    0,
  );
  const random = new Random(seed);
  const statuses = new Map<number, number>();
  const taken: string[] = [];
  const collect = globalThis.gc ?? (() => undefined);
  let number = 0;
  const work = async (until: number): Promise<void> => {
    while (number < until) {
      number += 1;
      const request = honestRequest(token, number);
      const bend = random.integer(0, BENDS.length - 1);
      BENDS[bend]?.(request, random);
      const bytes = serialised(request);
      const status = await send(port, bytes);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) taken.push(`bend ${bend}: ${bytes.toString('latin1').slice(0, 400)}`);
    }
  };
  const all = (until: number) => Promise.all(Array.from({ length: AT_ONCE }, () => work(until)));
  try {
    // What the first ones load for good is no growth.
    await all(requests / 4);
    collect();
    const before = process.memoryUsage().rss;
    await all(requests);
    collect();
    const growth = process.memoryUsage().rss - before;
    const kept = database.inbox.list({ limit: 200 }).filter(({ state }) => state !== 'refused').length;
    const honest = await send(port, serialised(honestRequest(token, 0)));
    return { statuses, taken, kept, growth, honest };
  } finally {
    await close();
    inbox.close();
    database.close();
    folder.remove();
  }
}

/** The status of the answer; 0 when there was none. */
function send(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)));
  });
}

import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { type EventName, eventNames } from '../../shared/contract';
import { AppError } from '../../shared/errors/app-error';
import type { KervanService } from '../service/service';
import { isStillLetIn } from './guard';
import { type Route, rawRoute } from './route';

/** Of the window only, or told there and nowhere else. */
const PRIVATE: ReadonlySet<EventName> = new Set<EventName>(['navigate', 'start.changed', 'check.step']);
const OPEN_NAMES = eventNames.filter((name) => !PRIVATE.has(name));
/** A proxy or a client that waits for a sign of life gets one this often. */
const HEARTBEAT_MS = 15_000;
/** Streams at a time; one more is refused. */
const MOST_STREAMS = 32;
/** News a slow reader may be behind before it is cut off: it then asks anew. */
const MOST_BEHIND = 1_000;

/** News as server-sent events: each says what to ask again; there is no history, so a reader asks once after connecting. */
export function eventRoutes(): readonly Route[] {
  let open = 0;
  return [
    rawRoute({
      method: 'GET',
      path: '/api/events',
      id: 'streamEvents',
      role: 'viewer',
      group: 'Events',
      summary: 'News as server-sent events, for as long as the connection is open.',
      description: `Each event says what to ask again: ${OPEN_NAMES.map((name) => `\`${name}\``).join(', ')}. There is no history: ask once after connecting. At most ${MOST_STREAMS} streams are open at a time.`,
      query: z.strictObject({
        names: z.array(z.string().trim()).max(OPEN_NAMES.length).optional().describe('Only these.'),
      }),
      status: 200,
      content: { 'text/event-stream': null },
      respond({ query, context }, { events, tokens }) {
        const wanted = namesOf(query.names);
        if (open >= MOST_STREAMS)
          throw new AppError('input.invalid', { facts: { field: 'streams', max: MOST_STREAMS } });
        open += 1;
        return streamSSE(context, async (stream) => {
          try {
            await tell(stream, wanted, events, () => isStillLetIn(tokens, context.req));
          } finally {
            open -= 1;
          }
        });
      },
    }),
  ];
}

async function tell(
  stream: SSEStreamingApi,
  wanted: readonly EventName[],
  events: KervanService['events'],
  isLetIn: () => boolean,
): Promise<void> {
  const waiting: { readonly event: EventName; readonly data: string }[] = [];
  let wake = (): void => undefined;
  const forget = wanted.map((name) =>
    events.on(name, (event) => {
      waiting.push({ event: name, data: JSON.stringify(event) });
      wake();
    }),
  );
  const ended = new Promise<void>((resolve) => {
    stream.onAbort(() => {
      resolve();
      wake();
    });
  });
  try {
    await stream.write('retry: 2000\n: connected\n\n');
    while (!stream.aborted && waiting.length <= MOST_BEHIND) {
      // A token that was revoked or has ended hears nothing more.
      if (!isLetIn()) break;
      const next = waiting.shift();
      if (next === undefined) await sleepUntil((resolve) => (wake = resolve), ended);
      else await stream.writeSSE(next);
      if (next === undefined && waiting.length === 0 && !stream.aborted) await stream.write(': alive\n\n');
    }
  } finally {
    for (const one of forget) one();
  }
}

/** Until there is news, the reader left, or it is time for a sign of life. */
async function sleepUntil(onWake: (resolve: () => void) => void, ended: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    ended,
    new Promise<void>((resolve) => {
      onWake(resolve);
      timer = setTimeout(resolve, HEARTBEAT_MS);
      timer.unref();
    }),
  ]);
  clearTimeout(timer);
}

function namesOf(asked: readonly string[] | undefined): readonly EventName[] {
  if (asked === undefined || asked.join('') === '') return OPEN_NAMES;
  return asked.map((name) => {
    const found = OPEN_NAMES.find((one) => one === name);
    if (found === undefined) throw new AppError('input.invalid', { facts: { field: 'names', reason: name } });
    return found;
  });
}

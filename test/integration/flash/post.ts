import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What goes wrong on the way of a delivery from a shop to Kervan. */
export type Mishap =
  /** Kervan gets it twice. */
  | 'twice'
  /** It overtakes nobody: later ones arrive before it. */
  | 'late'
  /** The shop hears that it was taken, and Kervan never sees it. */
  | 'lost'
  /** Kervan takes it, and the shop hears that nobody was there. */
  | 'unanswered';

interface Letter {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Later ones that pass a late delivery before it goes on itself. */
const OVERTAKEN_BY = 4;
/** Headers that belong to one leg of the way. */
const OF_THE_LEG: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
]);

/** The way from the shops to Kervan's listener, as a tunnel is one: deliveries get doubled, overtaken and lost on it. */
export class Post {
  readonly counts: Record<Mishap | 'delivered' | 'nobody', number> = {
    ...{ delivered: 0, nobody: 0, twice: 0, late: 0, lost: 0, unanswered: 0 },
  };
  #mishaps: Mishap[] = [];
  #late: { letter: Letter; passed: number }[] = [];

  private constructor(
    private readonly server: Server,
    readonly address: string,
    private readonly listener: string,
  ) {}

  /** `listenerPort` is where Kervan listens, also after it was started anew. */
  static async open(listenerPort: number): Promise<Post> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the post has no port');
    const post = new Post(server, `http://127.0.0.1:${address.port}`, `http://127.0.0.1:${listenerPort}`);
    server.on('request', (request, response) => void post.#take(request, response));
    return post;
  }

  /** So many of the next deliveries meet with this. */
  add(mishap: Mishap, deliveries: number): void {
    this.#mishaps.push(...Array.from({ length: deliveries }, () => mishap));
  }

  /** Nothing goes wrong any more, and what was late arrives now. */
  async clear(): Promise<void> {
    this.#mishaps = [];
    const late = this.#late.splice(0).reverse();
    for (const { letter } of late) await this.#forward(letter);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const letter = await letterOf(request);
    // Only deliveries: a look at whether the address leads to Kervan is none.
    const mishap = isDelivery(letter) ? this.#mishaps.shift() : undefined;
    if (mishap !== undefined) this.counts[mishap] += 1;
    switch (mishap) {
      case undefined:
        await this.#answer(response, letter);
        break;
      case 'twice':
        await Promise.all([this.#answer(response, letter), this.#forward(letter)]);
        break;
      case 'late':
        this.#late.push({ letter, passed: 0 });
        response.writeHead(200).end();
        return;
      case 'lost':
        response.writeHead(200).end();
        return;
      case 'unanswered':
        await this.#forward(letter);
        response.writeHead(502).end();
    }
    await this.#passBy();
  }

  async #answer(response: ServerResponse, letter: Letter): Promise<void> {
    const { status, text } = await this.#forward(letter);
    response.writeHead(status).end(text);
  }

  async #passBy(): Promise<void> {
    for (const one of this.#late) one.passed += 1;
    const due = this.#late.filter(({ passed }) => passed >= OVERTAKEN_BY);
    this.#late = this.#late.filter(({ passed }) => passed < OVERTAKEN_BY);
    await Promise.all(due.map(({ letter }) => this.#forward(letter)));
  }

  /** While Kervan is dead nobody answers, as a tunnel says it. */
  async #forward({ method, path, headers, body }: Letter): Promise<{ status: number; text: string }> {
    try {
      const answer = await fetch(this.listener + path, { method, headers, body: new Uint8Array(body) });
      this.counts.delivered += 1;
      return { status: answer.status, text: await answer.text() };
    } catch {
      this.counts.nobody += 1;
      return { status: 502, text: '' };
    }
  }
}

async function letterOf(request: IncomingMessage): Promise<Letter> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && !OF_THE_LEG.has(name) ? [[name, value] as const] : [],
  );
  return {
    method: request.method ?? 'POST',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts),
  };
}

const isDelivery = ({ headers }: Letter): boolean => headers['content-type'] === 'application/json';

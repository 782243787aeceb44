/** Wall clock in UTC epoch ms; `Date` itself is one. */
export interface Clock {
  now(): number;
}

/** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** Facts only: never a header, a body or an address with a query. */
export interface Log {
  debug(event: string, facts?: Readonly<Record<string, unknown>>): void;
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Exceptions to the host rules: `host:port` entries that may be plain http, private or loopback. */
export interface HostPolicy {
  readonly allowHosts: readonly string[];
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `scheme://host[:port]` of every place this request may go to. */
  readonly origins: readonly string[];
  /** Whole exchange, milliseconds. */
  readonly timeoutMs: number;
  /** Longest silence while waiting for or reading the answer, milliseconds. Default: 60 s. */
  readonly idleMs?: number;
  /** Largest body accepted after decompression, bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The channel's clock by its Date header, UTC epoch ms, or null. */
  readonly date: number | null;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The only way out. Every failure is an AppError (net.*, input.hostNotAllowed, input.insecureAddress, chan.answerTooLarge). */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** The body as it arrives, decompressed; leaving the loop early closes the connection. */
  stream(request: HttpRequest): Promise<HttpStream>;
  close(): Promise<void>;
}

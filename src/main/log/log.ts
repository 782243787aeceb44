import pino, { type DestinationStream } from 'pino';

/** Facts beside a log line: plain values, never a record of a customer. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** Structured log; every line passes the redaction before it leaves. */
export interface Log {
  debug(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
  /** The same log with facts added to every line. */
  with(facts: LogFacts): Log;
}

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Takes one JSON line with its line break. Standard output belongs to the service's own answer, so the default is standard error. */
  readonly destination?: DestinationStream;
  /** Removes live secret values from a finished line. */
  readonly redact: (line: string) => string;
}

const SECRET_NAMES =
  /(authorization|secret|password|passphrase|token|credential|cookie|(api|consumer|service|private|access|client|master|data)[_-]?key)/i;

export function createLog(options: LogOptions): Log {
  const sink = options.destination ?? pino.destination({ dest: 2, sync: true });
  const logger = pino(
    { level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' },
    { write: (line: string) => void sink.write(options.redact(line)) },
  );
  return wrap(logger);
}

function wrap(logger: pino.Logger): Log {
  const at = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, facts?: LogFacts) =>
    logger[level](hideSecretNames(facts ?? {}), event);
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (facts) => wrap(logger.child(hideSecretNames(facts))),
  };
}

/** A value under a name that sounds like a secret is never written, whatever it is; errors are cut to name, code and stack. */
function hideSecretNames(facts: LogFacts, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      SECRET_NAMES.test(name) ? '•••' : plain(value, depth),
    ]),
  );
}

function plain(value: unknown, depth: number): unknown {
  if (value instanceof Error) return plainError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= 3) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => plain(item, depth + 1));
  return hideSecretNames(value as LogFacts, depth + 1);
}

function plainError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    message: error.message.slice(0, 500),
    stack: error.stack?.split('\n').slice(1, 8).join('\n'),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: plain(error.cause, depth + 1) }),
  };
}

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
};

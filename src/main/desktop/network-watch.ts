export interface NetworkWatchOptions {
  readonly isOnline: () => boolean;
  readonly onOnline: () => void;
  readonly everyMs?: number;
}

/** Tells when the network comes back; the system has no event for it outside a page. Returns how to stop. */
export function watchNetwork({ isOnline, onOnline, everyMs = 5_000 }: NetworkWatchOptions): () => void {
  let wasOnline = isOnline();
  const timer = setInterval(() => {
    const isNow = isOnline();
    if (isNow && !wasOnline) onOnline();
    wasOnline = isNow;
  }, everyMs);
  return () => clearInterval(timer);
}

/** Looks again and again until the condition holds, or nothing has moved for that long; what it last saw stands in the failure. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean,
  stalledMs: number,
): Promise<T> {
  let last: string | undefined;
  let end = 0;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    const words = JSON.stringify(seen);
    if (words !== last) end = Date.now() + stalledMs;
    last = words;
    if (Date.now() > end)
      throw new Error(`${what}: nothing moved for ${stalledMs} ms; last seen ${words?.slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** Whether it holds within that time. */
export async function isSoon(holds: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return true;
}

/** Looks again and again until the condition holds; what it last saw stands in the failure. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean,
  timeoutMs: number,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > end)
      throw new Error(
        `${what}: not within ${timeoutMs} ms; last seen ${JSON.stringify(seen)?.slice(0, 2000)}`,
      );
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

/** The value below which the given part (0–1) of the values lies, by linear interpolation. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new RangeError('a quantile of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Runs something several times, after one run that is not counted, and gives each run's number. */
export async function repeat(times: number, run: () => Promise<number>): Promise<number[]> {
  await run();
  const values: number[] = [];
  for (let index = 0; index < times; index += 1) values.push(await run());
  return values;
}

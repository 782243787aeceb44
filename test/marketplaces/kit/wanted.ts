interface Wanted {
  readonly key: string;
  readonly quantity: number;
}

/** One line for each key: a basket that names an article twice wants the pieces of both lines. */
export function wantedTogether(lines: readonly Wanted[]): Wanted[] {
  const pieces = new Map<string, number>();
  for (const { key, quantity } of lines) pieces.set(key, (pieces.get(key) ?? 0) + quantity);
  return [...pieces].map(([key, quantity]) => ({ key, quantity }));
}

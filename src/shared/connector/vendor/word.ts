/** What a table says of a vendor's word. Only its own entries count: `constructor` is a name every object answers to. */
export function meaningOf<Meaning>(
  table: Readonly<Record<string, Meaning>>,
  word: string | null | undefined,
): Meaning | undefined {
  return word !== null && word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

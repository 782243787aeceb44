/**
 * A trade item number as fourteen digits: GTIN-8, -12, -13 and -14 name the same item when their check digit fits. Null for
 * anything else, such as a merchant's own number.
 */
export function gtinOf(text: string | null): string | null {
  if (text === null) return null;
  const digits = text.replace(/[\s-]/g, '');
  if (!/^(\d{8}|\d{12,14})$/.test(digits) || /^0+$/.test(digits)) return null;
  const padded = digits.padStart(14, '0');
  let sum = 0;
  for (let index = 0; index < 13; index += 1) sum += Number(padded[index]) * (index % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(padded[13]) ? padded : null;
}

/** Every way a number of fourteen digits may stand in a table, for a lookup by index. */
export function gtinSpellings(gtin: string): string[] {
  const lengths = [14, 13, 12, 8];
  return lengths
    .filter((length) => /^0*$/.test(gtin.slice(0, 14 - length)))
    .map((length) => gtin.slice(14 - length));
}

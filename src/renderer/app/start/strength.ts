/** Least length of a passphrase and least number of different letters in it; the vault refuses less. */
export const SHORTEST_PASSPHRASE = 10;
export const FEWEST_LETTERS = 5;

export type Strength = 'none' | 'weak' | 'fair' | 'good' | 'strong';

export const STRENGTH_STEPS: Readonly<Record<Strength, number>> = {
  none: 0,
  weak: 1,
  fair: 2,
  good: 3,
  strong: 4,
};

/** A rough word for how long guessing would take: length and variety, nothing that is sent anywhere. */
export function strengthOf(passphrase: string): Strength {
  const letters = [...passphrase.normalize('NFC')];
  if (letters.length === 0) return 'none';
  const different = new Set(letters).size;
  if (letters.length < SHORTEST_PASSPHRASE || different < FEWEST_LETTERS) return 'weak';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(passphrase),
  ).length;
  const bits = Math.min(letters.length, different * 2) * (1.5 + kinds);
  if (bits >= 60) return 'strong';
  return bits >= 40 ? 'good' : 'fair';
}

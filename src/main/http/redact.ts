/** Takes secrets out of a text, in the forms they travel in. */
export type Redact = (text: string) => string;

/** One line of at most `max` characters, for facts that quote a channel. */
export function clip(text: string, max = 300): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}

const DELIMITERS = [';', ',', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES_LOOKED_AT = 30;

export interface CsvDialect {
  readonly delimiter: Delimiter;
  /** Lines before the heading that only speak to a spreadsheet: `sep=;`. */
  readonly skippedLines: 0 | 1;
}

/** The sign that parts the most lines into equally many cells; on a draw the one that comes first in the list above. */
export function detectDialect(start: string): CsvDialect {
  const told = /^sep=([;,\t|])\r?\n/i.exec(start)?.[1];
  const delimiter = DELIMITERS.find((one) => one === told);
  if (delimiter !== undefined) return { delimiter, skippedLines: 1 };
  const scored = DELIMITERS.map((one) => ({ one, score: scoreOf(countsPerLine(start, one)) }));
  const best = scored.reduce((first, next) => (next.score > first.score ? next : first));
  return { delimiter: best.one, skippedLines: 0 };
}

function scoreOf(counts: readonly number[]): number {
  const [heading = 0] = counts;
  if (heading === 0) return 0;
  const same = counts.filter((count) => count === heading).length;
  return (same / counts.length) * (1 + Math.log(heading + 1));
}

/** How often the sign stands outside quotes in each of the first lines. */
function countsPerLine(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let isEmpty = true;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === delimiter) count += 1;
    else if (!quoted && letter === '\n') {
      if (!isEmpty) counts.push(count);
      if (counts.length === LINES_LOOKED_AT) return counts;
      count = 0;
      isEmpty = true;
      continue;
    }
    if (letter !== '\r') isEmpty = false;
  }
  if (!isEmpty) counts.push(count);
  return counts;
}

/** Longer than any line of interest; what is longer is thrown away to its end. */
const LONGEST = 16_384;

/** Cuts output into lines; holds never more than one of them. */
export function lineReader(onLine: (line: string) => void): (chunk: string) => void {
  let rest = '';
  let isSkipping = false;
  return (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (isSkipping) isSkipping = false;
      else if (part.length <= LONGEST) onLine(part);
    }
    if (rest.length <= LONGEST) return;
    rest = '';
    isSkipping = true;
  };
}

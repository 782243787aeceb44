/** Result of reading JSON out of an answer; `undefined` is never a JSON value, so it marks failure. */
export type ParsedJson = { readonly found: true; readonly value: unknown } | { readonly found: false };

const LONG = 16;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d{16,}$/;
/** A bracket that opens a line or follows a tag: where the data begins after a server's own notices. */
const OPENING = /(?:^|[\n>])[ \t\r]*([{[])/g;
const NOTICES_TRIED = 5;

/**
 * JSON in which integers beyond 2^53 stay exact, as strings. Notices that broken hosts print before or after the data
 * (and a byte order mark) are left out. A body that was cut off is never half read: what begins as JSON must end as it.
 */
export function parseJsonBody(text: string): ParsedJson {
  const trimmed = text.trim();
  if (trimmed === '') return { found: false };
  const whole = tryParse(trimmed);
  if (whole.found) return whole;
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return tryWithoutTail(trimmed);
  let tried = 0;
  for (const match of trimmed.matchAll(OPENING)) {
    if (tried >= NOTICES_TRIED) break;
    tried += 1;
    const rest = tryWithoutTail(trimmed.slice(match.index + match[0].length - 1));
    if (rest.found) return rest;
  }
  return { found: false };
}

function tryWithoutTail(text: string): ParsedJson {
  const end = text.lastIndexOf(text.startsWith('{') ? '}' : ']');
  return end < 0 ? { found: false } : tryParse(text.slice(0, end + 1));
}

function tryParse(text: string): ParsedJson {
  try {
    return { found: true, value: JSON.parse(hasLongDigits(text) ? quoteUnsafeIntegers(text) : text) };
  } catch {
    return { found: false };
  }
}

/** A run of so many digits covers every such step, so that only one letter in sixteen is looked at. */
function hasLongDigits(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isDigit(text, at)) continue;
    let from = at;
    let until = at + 1;
    while (until - from < LONG && isDigit(text, from - 1)) from -= 1;
    while (until - from < LONG && isDigit(text, until)) until += 1;
    if (until - from >= LONG) return true;
  }
  return false;
}

/** Outside of the text there is none: NaN is in no range. */
function isDigit(text: string, at: number): boolean {
  const letter = text.charCodeAt(at);
  return letter >= 0x30 && letter <= 0x39;
}

/** Jumps from string to string, so that only what stands between them is looked at; digits inside a string stay as they are. */
function quoteUnsafeIntegers(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    result += end - at < LONG ? text.slice(at, end) : text.slice(at, end).replace(NUMBER, quoteIfUnsafe);
    if (quote < 0) break;
    at = stringEnd(text, quote);
    result += text.slice(quote, at);
  }
  return result;
}

function stringEnd(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text[before] === '\\') before -= 1;
    if ((end - before) % 2 === 1) return end + 1;
  }
  return text.length;
}

function quoteIfUnsafe(number: string): string {
  return INTEGER.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number;
}

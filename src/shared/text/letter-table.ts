const LETTERS = 0x180;
/** As many arguments as a call surely takes. */
const LONGEST = 1024;

/**
 * What each letter of ASCII and the Latin script turns into, by its code. Below the bound no letter changes with its neighbours, so that
 * a text of only such letters can be read letter by letter, several times faster than by its Unicode forms. 0 = not one letter.
 */
export function letterTable(change: (letter: string) => string): Uint16Array {
  return Uint16Array.from({ length: LETTERS }, (_, code) => {
    const changed = change(String.fromCharCode(code));
    return changed.length === 1 ? changed.charCodeAt(0) : 0;
  });
}

/** The text with each letter changed; undefined when one of them stands in no table, or the text is long. */
export function byTable(text: string, table: Uint16Array): string | undefined {
  if (text.length > LONGEST) return undefined;
  const codes = new Array<number>(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const changed = table[text.charCodeAt(at)];
    if (!changed) return undefined;
    codes[at] = changed;
  }
  return String.fromCharCode(...codes);
}

/** Knows the secret values in use, in the forms they take on the way, so that none of them is ever written down. */
export interface SecretRegistry {
  /** Adds to the values of an owner (a connection's id, or the name of a part of Kervan). */
  add(owner: string, values: Iterable<string>): void;
  /** Forgets all values of the owner. */
  remove(owner: string): void;
  /** The text with every known value replaced by dots. */
  redact(text: string): string;
}

const HIDDEN = '•••';
/** Shorter values would blot out ordinary words; no channel issues such keys. */
const SHORTEST = 4;
/** A shorter piece of base64 appears in other texts by chance. */
const SHORTEST_BASE64 = 8;

export function createSecretRegistry(): SecretRegistry {
  const owners = new Map<string, Set<string>>();
  let pattern: RegExp | null | undefined;
  const build = (): RegExp | null => {
    const forms = new Set<string>();
    for (const values of owners.values())
      for (const value of values) for (const form of formsOf(value)) forms.add(form);
    if (forms.size === 0) return null;
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    return new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  };
  return {
    add(owner, values) {
      const known = owners.get(owner) ?? new Set();
      for (const value of values) if (value.length >= SHORTEST) known.add(value);
      owners.set(owner, known);
      pattern = undefined;
    },
    remove(owner) {
      owners.delete(owner);
      pattern = undefined;
    },
    redact(text) {
      if (pattern === undefined) pattern = build();
      return pattern === null ? text : text.replace(pattern, HIDDEN);
    },
  };
}

/** As it is, in JSON, in an address, and in base64 wherever in a longer text it stands (Basic authentication). */
function* formsOf(value: string): Iterable<string> {
  yield value;
  const inJson = JSON.stringify(value).slice(1, -1);
  yield inJson;
  // A body quoted in a log line is JSON inside JSON, and once more when it was a text there already.
  if (inJson !== value) {
    const twice = JSON.stringify(inJson).slice(1, -1);
    yield twice;
    yield JSON.stringify(twice).slice(1, -1);
  }
  const inAddress = encodeURIComponent(value);
  yield inAddress;
  yield inAddress.replace(/%20/g, '+');
  yield inAddress.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  yield inAddress.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const bytes = Buffer.from(value, 'utf8');
  for (let before = 0; before < 3; before += 1) {
    const core = base64Core(bytes, before);
    if (core.length < SHORTEST_BASE64) continue;
    yield core;
    yield core.replace(/\+/g, '-').replace(/\//g, '_');
  }
}

/** The letters of the base64 of any text that has the value after 3n + `before` bytes, whatever stands around it. */
function base64Core(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((before * 8) / 6);
  const last = Math.floor(((before + bytes.length) * 8) / 6);
  return encoded.slice(first, last);
}

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const BLOCK_TAG = /<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr)\b[^<>]*>/gi;
const ANY_TAG = /<\/?[a-z!][^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,10}));/g;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ccedil: 'ç',
  Ccedil: 'Ç',
  gbreve: 'ğ',
  Gbreve: 'Ğ',
  imath: 'ı',
  inodot: 'ı',
  Idot: 'İ',
  ouml: 'ö',
  Ouml: 'Ö',
  scedil: 'ş',
  Scedil: 'Ş',
  uuml: 'ü',
  Uuml: 'Ü',
  acirc: 'â',
  Acirc: 'Â',
  icirc: 'î',
  Icirc: 'Î',
  ucirc: 'û',
  Ucirc: 'Û',
  agrave: 'à',
  aacute: 'á',
  auml: 'ä',
  Auml: 'Ä',
  egrave: 'è',
  eacute: 'é',
  Eacute: 'É',
  ecirc: 'ê',
  iacute: 'í',
  oacute: 'ó',
  ocirc: 'ô',
  uacute: 'ú',
  ntilde: 'ñ',
  szlig: 'ß',
  oslash: 'ø',
  Oslash: 'Ø',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  times: '×',
  plusmn: '±',
  micro: 'µ',
  frac12: '½',
  frac14: '¼',
  frac34: '¾',
  sup2: '²',
  sup3: '³',
  reg: '®',
  copy: '©',
  trade: '™',
  euro: '€',
  pound: '£',
  yen: '¥',
};

/** Replaces HTML entities by their characters; an unknown one stays as it is. */
export function decodeEntities(value: string): string {
  return value.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const point = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);
    const isCharacter = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
    return isCharacter ? String.fromCodePoint(point) : whole;
  });
}

/** A title for a person: no tags, no entities, single blanks, cut to `max` characters. Blank = null, not told = undefined. */
export function plainText(value: string | null | undefined, max = 10_000): string | null | undefined {
  if (value === null || value === undefined) return value;
  const bare = decodeEntities(value.replace(BLOCK_TAG, ' ').replace(ANY_TAG, ''));
  return clip(bare.replace(/\s+/gu, ' ').trim(), max) || null;
}

/** A code (SKU, barcode) without blanks around it. Blank = null, not told = undefined. */
export function code(value: string | null | undefined): string | null | undefined {
  if (value === null || value === undefined) return value;
  return value.trim() || null;
}

/** Text kept as it came, blank = null, cut to `max` characters. */
export function keptText(value: string | null | undefined, max: number): string | null | undefined {
  if (value === null || value === undefined) return value;
  return clip(value, max).trim() === '' ? null : clip(value, max);
}

/** At most `max` UTF-16 units, never half a character. */
export function clip(value: string, max: number): string {
  if (value.length <= max) return value;
  const last = value.charCodeAt(max - 1);
  return value.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}

/** Words joined by one blank; nothing left = null. */
export function joined(parts: readonly (string | null | undefined)[], separator = ' '): string | null {
  const kept = parts.map((part) => part?.trim()).filter((part) => part !== undefined && part !== '');
  return kept.length > 0 ? kept.join(separator) : null;
}

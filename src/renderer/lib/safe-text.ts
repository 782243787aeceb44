/**
 * A channel's HTML description as text with a little structure. Nothing of it becomes HTML again: blocks are drawn as
 * ordinary elements with text in them, so no script, style, picture or address of the channel can take effect.
 */
export interface TextSpan {
  readonly text: string;
  readonly isStrong: boolean;
}

export interface TextBlock {
  readonly kind: 'paragraph' | 'heading' | 'item';
  readonly spans: readonly TextSpan[];
}

/** Elements whose content is not text for a reader. */
const DROPPED = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'template',
  'noscript',
  'head',
  'title',
  'textarea',
  'select',
  'video',
  'audio',
  'canvas',
]);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const STRONG = new Set(['b', 'strong', 'th']);
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'ul',
  'ol',
  'li',
  'table',
  'tr',
  'blockquote',
  'pre',
  'hr',
  'dl',
  'dt',
  'dd',
  'br',
  'figure',
  'header',
  'footer',
  ...HEADINGS,
]);
const MOST_CHARACTERS = 200_000;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  deg: '°',
  middot: '·',
  bull: '•',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  times: '×',
  frac12: '½',
  sup2: '²',
  sup3: '³',
  euro: '€',
  ccedil: 'ç',
  Ccedil: 'Ç',
  ouml: 'ö',
  Ouml: 'Ö',
  uuml: 'ü',
  Uuml: 'Ü',
  acirc: 'â',
  icirc: 'î',
  ucirc: 'û',
  scedil: 'ş',
  Scedil: 'Ş',
  inodot: 'ı',
  Idot: 'İ',
  gbreve: 'ğ',
  Gbreve: 'Ğ',
};

/** A tag, a comment, or a run of text. An unclosed tag runs to the end and is dropped. */
const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9-]*)(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^'">])*(>|$)|<[!?][^>]*(?:>|$)|[^<]+|</g;

export function readSafeText(html: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let kind: TextBlock['kind'] = 'paragraph';
  let spans: TextSpan[] = [];
  let strongDepth = 0;
  let dropped: string | null = null;

  const end = (next: TextBlock['kind']) => {
    const kept = tidy(spans);
    if (kept.length > 0) blocks.push({ kind, spans: kept });
    spans = [];
    kind = next;
  };

  for (const match of html.slice(0, MOST_CHARACTERS).matchAll(TOKEN)) {
    const [token, slash, name] = match;
    const tag = name?.toLowerCase();
    if (tag === undefined) {
      if (dropped === null && !/^<[!?]/.test(token))
        spans.push({ text: decodeEntities(token), isStrong: strongDepth > 0 });
      continue;
    }
    const isClosing = slash === '/';
    if (dropped !== null) {
      if (isClosing && tag === dropped) dropped = null;
      continue;
    }
    if (DROPPED.has(tag)) {
      if (!isClosing) dropped = tag;
      continue;
    }
    if (STRONG.has(tag)) strongDepth = Math.max(0, strongDepth + (isClosing ? -1 : 1));
    if (tag === 'td' || tag === 'th') spans.push({ text: ' ', isStrong: false });
    if (!BLOCKS.has(tag)) continue;
    if (isClosing) end('paragraph');
    else end(HEADINGS.has(tag) ? 'heading' : tag === 'li' ? 'item' : tag === 'br' ? kind : 'paragraph');
  }
  end('paragraph');
  return blocks;
}

/** Blanks as a reader sees them: one, and none at the ends. */
function tidy(spans: readonly TextSpan[]): readonly TextSpan[] {
  const joined: { text: string; isStrong: boolean }[] = [];
  for (const { text, isStrong } of spans) {
    const last = joined.at(-1);
    if (last && last.isStrong === isStrong) last.text += text;
    else joined.push({ text, isStrong });
  }
  let endsInBlank = true;
  const kept = joined.map((span) => {
    let text = span.text.replace(/[\s\u00a0]+/g, ' ');
    if (endsInBlank) text = text.replace(/^ /, '');
    if (text !== '') endsInBlank = text.endsWith(' ');
    return { ...span, text };
  });
  const last = kept.at(-1);
  if (last) last.text = last.text.replace(/ $/, '');
  return kept.filter(({ text }) => text !== '');
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z0-9]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : ' ';
  });
}

/** Names under which vendors keep a person's data; their values are masked on screen. */
const PERSONAL =
  /(name|first|last|mail|phone|gsm|tel|address|adres|street|town|district|neighbo|recipient|customer|identity|tckn|tax|vergi|iban|ip_?address|latitude|longitude|note)/i;
const SAFE =
  /^(productname|brandname|categoryname|attributename|displayname|merchantsku|name_?key|hostname|filename|title)$/i;
const LONGEST = 65_536;
const DEEPEST = 100;

/** A vendor's record as indented JSON with personal values masked and the length clipped. */
export function maskedJson(raw: string): string {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return '';
  }
  const text = JSON.stringify(mask(value, false, 0), null, 2) ?? '';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n…`;
}

function mask(value: unknown, personal: boolean, depth: number): unknown {
  if (typeof value === 'object' && value !== null && depth > DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => mask(item, personal, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        mask(inner, personal || (PERSONAL.test(name) && !SAFE.test(name)), depth + 1),
      ]),
    );
  }
  return personal && value !== null && value !== '' && typeof value !== 'boolean' ? '•••' : value;
}

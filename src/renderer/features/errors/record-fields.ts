/** One value of a quarantined record. */
export interface RecordField {
  /** `lines[0].barcode` */
  readonly path: string;
  readonly value: string;
  /** A complaint names this place. */
  readonly isAtFault: boolean;
}

const MOST_FIELDS = 300;

/** A record's JSON as a list of its values, those named by a complaint first; undefined when the text was cut short. */
export function recordFields(json: string, reasons: readonly string[]): readonly RecordField[] | undefined {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch {
    return undefined;
  }
  const named = reasons.map((reason) => placeOf(reason)).filter((place) => place !== '');
  const fields: RecordField[] = [];
  collect(record, '', fields);
  const marked = fields.map((field) => ({
    ...field,
    isAtFault: named.some((place) => holds(place, field.path)),
  }));
  return [...marked.filter((field) => field.isAtFault), ...marked.filter((field) => !field.isAtFault)];
}

/** The place a complaint begins with: "price: expected number" → "price". */
export function placeOf(reason: string): string {
  return (/^([^\s:]+):/.exec(reason)?.[1] ?? '').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

function holds(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
}

function collect(value: unknown, path: string, into: RecordField[]): void {
  if (into.length >= MOST_FIELDS) return;
  if (Array.isArray(value) && value.length > 0) {
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, into);
    return;
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    for (const [name, item] of Object.entries(value))
      collect(item, path === '' ? name : `${path}.${name}`, into);
    return;
  }
  into.push({ path, value: typeof value === 'string' ? value : JSON.stringify(value), isAtFault: false });
}

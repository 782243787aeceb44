/** Dotted path into a JSON value: `data.products.nodes`, `errors.0.extensions.code`; '' is the value itself. */
export type Path = string;

/** What stands at the path, or undefined. Own properties only. */
export function readPath(value: unknown, path: Path): unknown {
  if (path === '') return value;
  let current: unknown = value;
  for (const part of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, part)) return undefined;
    current = (current as Record<string, unknown>)[part];
  }
  return current;
}

/** Text with `{name}` placeholders and nothing else; every name is checked when a definition is loaded. */
export type Template = string;

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_.]*)\}/g;

/** Names used in a template, in order, without repeats. */
export function placeholdersOf(template: Template): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/** Fills a template; throws a plain Error on a name without a value (a definition mistake, found by the load check first). */
export function fillTemplate(
  template: Template,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string {
  return template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${template}"`);
    return encode(value);
  });
}

const OPEN = /^kervan:\/\/open(\/|(?:\/[\w-]{1,64}){1,6})$/;

/** Route of a `kervan://open/…` link: letters, digits, dashes and slashes only. Null when it is none. */
export function routeOfLink(link: string): string | null {
  return OPEN.exec(link)?.[1] ?? null;
}

/** Route of the first such link on a command line. */
export function routeOfArguments(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const route = routeOfLink(argument);
    if (route !== null) return route;
  }
  return null;
}

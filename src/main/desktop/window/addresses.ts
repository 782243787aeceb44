/** What the page may load. Everything of the app comes from its own scheme (or, in development, its own server). */
export function mayLoad(url: string, pageOrigin: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    if (protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:') return true;
    const page = new URL(pageOrigin);
    if (protocol === page.protocol && host === page.host) return true;
    // Vite pushes changed modules over a socket of the same host.
    return page.protocol === 'http:' && protocol === 'ws:' && host === page.host;
  } catch {
    return false;
  }
}

/** Only the page itself may be shown: any other address is refused, whoever asks for it. */
export function mayShow(url: string, pageOrigin: string): boolean {
  try {
    const target = new URL(url);
    const page = new URL(pageOrigin);
    return target.protocol === page.protocol && target.host === page.host;
  } catch {
    return false;
  }
}

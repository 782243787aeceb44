/** A hand scanner types faster than a person: each digit within this of the last, ms. */
const FASTEST_TYPIST_MS = 50;
const CODE = /^\d{8,14}$/;

export interface ScannerWatch {
  /** Feeds one key; answers with the code when Enter ends one that was scanned. */
  key(key: string, at: number): string | null;
}

/** Tells scanned barcodes from typed digits. */
export function createScannerWatch(): ScannerWatch {
  let digits = '';
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    key(key, at) {
      const isQuick = at - lastAt <= FASTEST_TYPIST_MS;
      lastAt = at;
      if (/^\d$/.test(key)) {
        digits = isQuick ? digits + key : key;
        return null;
      }
      const code = key === 'Enter' && isQuick && CODE.test(digits) ? digits : null;
      digits = '';
      return code;
    },
  };
}

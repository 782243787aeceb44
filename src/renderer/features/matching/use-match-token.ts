import { useNewsToken } from '../../lib/use-news-token';

const NEWS = ['matching.changed'] as const;

/** Grows whenever matches or proposals changed, so that a table looks again. */
export const useMatchToken = (): number => useNewsToken(NEWS);

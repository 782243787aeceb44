import { foldCase } from './fold';

/** Two names a person would take for the same. */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** A name as it is compared: Turkish lower case, one blank between words. */
export function foldName(name: string): string {
  return foldCase(name.trim().replace(/\s+/g, ' '));
}

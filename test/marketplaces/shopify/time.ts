/** The scalar DateTime: 2026-11-24T09:30:00Z, without fractions. */
export function dateTime(epochMs: number): string;
export function dateTime(epochMs: number | null): string | null;
export function dateTime(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

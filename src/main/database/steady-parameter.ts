/**
 * SQLite plans a statement anew before each run when the value of a bare `?` might choose another plan, which the joins and partial
 * indexes of this schema make it believe; that takes ten times as long as the look-up itself. Inside CAST it does not look at the
 * value. For what is asked once for each of many rows: https://www.sqlite.org/c3ref/prepare.html (sqlite3_prepare_v2, third point).
 */
export const WHOLE = 'CAST(? AS INTEGER)';
export const TEXT = 'CAST(? AS TEXT)';

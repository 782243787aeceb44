/** What an imported file may hold; more is refused before it costs memory. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 200;
/** As much as a cell of a spreadsheet holds. */
export const LONGEST_CELL = 32_767;
/** One row of a CSV. */
export const LONGEST_ROW = 1024 * 1024;
/** One part of an XLSX when unpacked. */
export const MOST_UNPACKED_BYTES = 300 * 1024 * 1024;
/** Letters of all shared texts of an XLSX together. */
export const MOST_SHARED_LETTERS = 64 * 1024 * 1024;

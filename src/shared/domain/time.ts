import { z } from 'zod';

const FIRST = Date.UTC(1000, 0, 1);
const LAST = Date.UTC(9999, 11, 31);

/** UTC epoch ms between the years 1000 and 9999. A number beyond is no time: no Date can show it, so it may not be kept. */
export const timeSchema = z.int().min(FIRST).max(LAST);

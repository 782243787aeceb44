import { z } from 'zod';

/** What can be read from a connection. Returns, questions and payouts join when their screens do. */
export const streamNameSchema = z.enum(['products', 'orders']);
export type StreamName = z.infer<typeof streamNameSchema>;

export const syncModeSchema = z.enum(['delta', 'full']);
export type SyncMode = z.infer<typeof syncModeSchema>;

export const runStateSchema = z.enum([
  'queued',
  'running',
  'paused',
  'done',
  'partial',
  'failed',
  'cancelled',
]);
export type RunState = z.infer<typeof runStateSchema>;

export const evidenceSchema = z.enum(['live', 'contract', 'docs', 'file', 'planned', 'closed']);
export type Evidence = z.infer<typeof evidenceSchema>;

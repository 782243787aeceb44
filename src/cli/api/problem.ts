import { z } from 'zod';

/** RFC 9457 problem details as Kervan writes them. */
export const problemSchema = z.looseObject({
  title: z.string(),
  status: z.int(),
  code: z.string(),
  retryable: z.boolean(),
});
export type Problem = z.infer<typeof problemSchema>;

import { z } from 'zod';
import { factsSchema, faultSchema } from '../../../shared/errors/app-error';
import { errorCodeSchema } from '../../../shared/errors/codes';

export const time = z.iso.datetime().meta({ id: 'Time', description: 'UTC.' });

export const errorCode = errorCodeSchema.meta({
  id: 'ErrorCode',
  description: 'Stable, and meant for programs.',
});

const fault = faultSchema.meta({ id: 'Fault', description: 'Whose doing it is: who has to act.' });

const facts = factsSchema.meta({
  id: 'Facts',
  description: 'What fills the sentence: names of fields, counts, hosts. Never a secret.',
});

const failureFields = { code: errorCode, fault, retryable: z.boolean(), facts };

/** Why something did not work, inside an answer. */
export const failure = z.object(failureFields).meta({ id: 'Failure' });

/** The same with its sentence in the caller's language. */
export const toldFailure = z
  .object({ ...failureFields, message: z.string().describe('The sentence the screens show.') })
  .meta({ id: 'ToldFailure' });

/** RFC 9457. */
export const problemDetailsAnswer = z
  .object({
    type: z.string().describe('`urn:kervan:error:` and the code.'),
    title: z.string().describe('The sentence the screens show, in Turkish or English.'),
    status: z.int(),
    ...failureFields,
  })
  .meta({ id: 'ProblemDetails', description: 'RFC 9457 problem details.' });

/** A text in both languages of the screens. */
export const bilingual = z.object({ tr: z.string(), en: z.string() }).meta({ id: 'Bilingual' });

export const texts = z.record(z.string(), z.string());

/** A page of a list: with `nextCursor` as `cursor` it goes on; null = nothing more. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('Passed as `cursor` it gives what follows; null = nothing more.'),
  });
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) });
}

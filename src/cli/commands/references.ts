import { z } from 'zod';
import { foldSearch } from '../../shared/text/fold';
import type { Context } from '../command';
import { exitCodes } from '../exit-codes';
import { Failure } from '../failure';
import { sentences } from '../words/sentences';

export const connectionRowSchema = z.looseObject({
  id: z.string(),
  integration: z.string(),
  name: z.string(),
  active: z.boolean(),
  state: z.string(),
  products: z.number(),
  orders: z.number(),
  openProblems: z.number(),
  lastSyncAt: z.string().nullable(),
  nextSyncAt: z.string().nullable(),
});
export type ConnectionRow = z.infer<typeof connectionRowSchema>;
const connectionsSchema = z.looseObject({ items: z.array(connectionRowSchema) });

export async function allConnections({ api }: Context): Promise<readonly ConnectionRow[]> {
  return (await api.get(connectionsSchema, '/api/connections')).items;
}

/** By its id or its name; capitals and marks do not matter, as long as only one connection is meant. */
export async function findConnection(context: Context, given: string): Promise<ConnectionRow> {
  const all = await allConnections(context);
  const exact = all.filter(({ id, name }) => id === given || name === given);
  const folded = foldSearch(given);
  const found = exact.length > 0 ? exact : all.filter(({ name }) => foldSearch(name) === folded);
  const [one, another] = found;
  if (one === undefined) throw new Failure(exitCodes.notFound, sentences.noConnection, { name: given });
  if (another !== undefined)
    throw new Failure(exitCodes.usage, sentences.manyConnections, {
      name: given,
      ids: found.map(({ id }) => id).join(', '),
    });
  return one;
}

/** For an option that narrows a list: undefined stays undefined. */
export async function connectionIdOf(
  context: Context,
  given: string | undefined,
): Promise<string | undefined> {
  return given === undefined ? undefined : (await findConnection(context, given)).id;
}

const foundSchema = z.looseObject({
  items: z.array(
    z.looseObject({ variantId: z.string(), sku: z.string().nullable(), barcode: z.string().nullable() }),
  ),
});

/** The number of a variant, or `sku:CODE`, `barcode:CODE`. */
export async function findVariant({ api }: Context, given: string): Promise<string> {
  if (/^\d{1,15}$/.test(given)) return given;
  const match = /^(sku|barcode):(.+)$/s.exec(given);
  const code = match?.[2]?.trim() ?? '';
  if (match === null || code === '') throw new Failure(exitCodes.usage, sentences.oneVariant, { given });
  const { items } = await api.get(foundSchema, '/api/matches/variants', { text: code });
  const found = items.filter((one) => (match[1] === 'sku' ? one.sku : one.barcode) === code);
  const [one, another] = found;
  if (one === undefined) throw new Failure(exitCodes.notFound, sentences.noVariant, { code });
  if (another !== undefined)
    throw new Failure(exitCodes.usage, sentences.manyVariants, {
      code,
      ids: found.map(({ variantId }) => variantId).join(', '),
    });
  return one.variantId;
}

import { z } from 'zod';
import { MOST_RATE_E4, ratePairSchema } from '../../shared/contract/rules';
import { AppError } from '../../shared/errors/app-error';
import { listOf } from './answers/common';
import { rateAnswer, rateView } from './answers/rules';
import { type Kervan, type Route, route, type Told } from './route';

const group = 'Rates';
const PATH = '/api/rates/{currency}/{base}';
type Rate = Told<typeof rateAnswer>;

const inE4 = (rate: number): number => Math.round(rate * 10_000);
const versioned = (rate: Rate | null) => rate?.rate ?? null;

async function ratesOf({ handlers }: Kervan): Promise<readonly Rate[]> {
  return (await handlers['rates.list']({})).rates.map(rateView);
}

async function find(pair: z.output<typeof ratePairSchema>, kervan: Kervan): Promise<Rate | null> {
  const rates = await ratesOf(kervan);
  return rates.find(({ currency, base }) => currency === pair.currency && base === pair.base) ?? null;
}

export const rateRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rates',
    id: 'listRates',
    role: 'viewer',
    group,
    summary: 'What one unit of a currency is worth in another, entered by hand.',
    answer: listOf(rateAnswer),
    handle: async (_, kervan) => ({ items: await ratesOf(kervan) }),
  }),
  route({
    method: 'GET',
    path: PATH,
    id: 'getRate',
    role: 'viewer',
    group,
    summary: 'One rate.',
    params: ratePairSchema,
    answer: rateAnswer,
    versioned,
    errors: ['input.notFound'],
    async handle({ params }, kervan) {
      const rate = await find(params, kervan);
      if (rate === null) throw new AppError('input.notFound', { facts: { what: 'rate' } });
      return rate;
    },
  }),
  route({
    method: 'PUT',
    path: PATH,
    id: 'setRate',
    role: 'admin',
    group,
    summary: 'Sets a rate; four decimals count.',
    params: ratePairSchema,
    body: z.strictObject({
      rate: z
        .number()
        .min(0.0001)
        .max(MOST_RATE_E4 / 10_000),
    }),
    answer: rateAnswer,
    versioned,
    ifMatch: ({ params }, kervan) => find(params, kervan),
    handle: async ({ params, body, present }, { handlers }) =>
      rateView(
        await handlers['rates.set']({
          ...params,
          rateE4: inE4(body.rate),
          expectedRateE4: present && inE4(present.rate),
          actor: 'api',
        }),
      ),
  }),
  route({
    method: 'DELETE',
    path: PATH,
    id: 'removeRate',
    role: 'admin',
    group,
    summary: 'Removes a rate; also when there was none.',
    params: ratePairSchema,
    async handle({ params }, { handlers }) {
      await handlers['rates.remove'](params);
    },
  }),
];

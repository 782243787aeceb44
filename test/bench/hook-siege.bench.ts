import { randomInt } from 'node:crypto';
import { besiege } from '../security/kit/hook-siege';
import { report } from './kit/report';

const REQUESTS = 200_000;
const seed = randomInt(2 ** 31);
const { statuses, taken, kept, growth, honest } = await besiege(REQUESTS, seed);
const failed = [...statuses].reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0);
report({
  name: 'webhooks.siege.taken',
  value: taken.length + kept,
  unit: 'count',
  aim: 'none of 200,000 bent requests is taken, no answer 5xx, an honest one still comes in',
  details: {
    requests: REQUESTS,
    seed,
    failed,
    honest,
    answers: JSON.stringify(Object.fromEntries(statuses)),
  },
});
report({
  name: 'webhooks.siege.memoryGrowth',
  value: Math.round(growth / 2 ** 20),
  unit: 'MiB',
  aim: '≤ 64 MiB from the 50,000th request to the last',
  details: { requests: REQUESTS, seed },
});

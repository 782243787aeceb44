import type { ServiceHandlers } from '../../shared/contract';
import type { PreviewRow } from '../../shared/contract/rules';
import type { ChannelRules } from '../../shared/domain/channel-rules';
import type { ConnectionId, ListingId } from '../../shared/domain/ids';
import type { ValueKind } from '../../shared/domain/listing-value';
import { AppError } from '../../shared/errors/app-error';
import type { RateOf } from '../stock/price-rule';
import { previewRow } from '../stock/rule-preview';
import { PreviewSum } from '../stock/rule-preview-counts';
import type { ServiceContext } from './context';

type Handlers = Pick<ServiceHandlers, 'rules.preview' | 'rules.previewCounts'>;

/** Listings computed between two turns of the event loop: a few milliseconds. */
const STEP_LISTINGS = 50;
/** Askers remembered; a forgotten one's question just goes on to its end. */
const MOST_ASKERS = 100;

/** Rules tried on every matched listing before they are saved. Nothing is written. */
export function previewHandlers(context: ServiceContext): Handlers {
  const rowAskers = new Askers();
  const countAskers = new Askers();
  return {
    async 'rules.preview'({ connectionId, rules, asker, filter, kind, cursor, limit }) {
      const question = rowAskers.ask(asker);
      const rows: PreviewRow[] = [];
      const steps = previewSteps(context, connectionId, rules, cursor ?? null);
      for await (const step of steps) {
        question.assertCurrent();
        rows.push(...step.filter((row) => filter === 'all' || changeOf(row, kind) === filter));
        // One more than asked for tells whether there is a next page.
        if (rows.length > limit) break;
      }
      const shown = rows.slice(0, limit);
      return {
        rows: shown,
        nextCursor: rows.length > limit ? (shown.at(-1)?.listingId ?? null) : null,
      };
    },
    async 'rules.previewCounts'({ connectionId, rules, asker }) {
      const question = countAskers.ask(asker);
      const sum = new PreviewSum();
      for await (const step of previewSteps(context, connectionId, rules, null)) {
        question.assertCurrent();
        for (const row of step) sum.add(row);
      }
      return sum.counts;
    },
  };
}

async function* previewSteps(
  { database }: ServiceContext,
  connectionId: ConnectionId,
  rules: ChannelRules,
  from: ListingId | null,
): AsyncGenerator<readonly PreviewRow[]> {
  const { name } = database.connections.get(connectionId);
  const under = {
    rules,
    rateOf: rememberedRates((from, to) => database.rules.rate(from, to)),
    channel: name,
  };
  let after = from;
  for (;;) {
    const sources = database.preview.page(connectionId, after, STEP_LISTINGS);
    yield sources.map((source) => previewRow(source, under));
    const last = sources.at(-1);
    if (last === undefined || sources.length < STEP_LISTINGS) return;
    after = last.listingId;
    await database.turn();
  }
}

/** A rate is the same for every row of one preview. */
function rememberedRates(rateOf: RateOf): RateOf {
  const known = new Map<string, number | null>();
  return (currency, base) => {
    const pair = `${currency}/${base}`;
    const rate = known.get(pair);
    if (rate !== undefined) return rate;
    const found = rateOf(currency, base);
    known.set(pair, found);
    return found;
  };
}

function changeOf(row: PreviewRow, kind: ValueKind | undefined): string {
  return kind === undefined ? row.change : row[kind].change;
}

/** The newest question of each asker; older ones end where they stand. */
class Askers {
  readonly #newest = new Map<string, symbol>();

  ask(asker: string | undefined): { assertCurrent(): void } {
    if (asker === undefined) return { assertCurrent: () => undefined };
    const question = Symbol(asker);
    // Set anew, so that the oldest asker stands first and can be forgotten.
    this.#newest.delete(asker);
    this.#newest.set(asker, question);
    const [oldest] = this.#newest.keys();
    if (this.#newest.size > MOST_ASKERS && oldest !== undefined) this.#newest.delete(oldest);
    return {
      assertCurrent: () => {
        const newest = this.#newest.get(asker);
        if (newest !== undefined && newest !== question) throw new AppError('run.cancelled');
      },
    };
  }
}

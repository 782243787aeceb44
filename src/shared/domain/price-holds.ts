import type { WireError } from '../errors/app-error';

/** Guards a person may overrule for one price. */
const OVERRULABLE: ReadonlySet<string> = new Set(['price.jump', 'price.belowFloor', 'price.aboveCeiling']);
/** What a person chooses between when a value was changed in the channel's panel: no guard. */
const ASKED: ReadonlySet<string> = new Set(['stock.changedThere', 'price.changedThere']);

type Held = Pick<WireError, 'code' | 'facts'>;

/** A person may let it through; `hasValue` = there is a value that would be sent. */
export function isApprovable(error: Held | null, hasValue: boolean): boolean {
  return error !== null && hasValue && OVERRULABLE.has(error.code);
}

/** The channel's panel was used, and somebody has to say who is right. */
export function isPanelQuestion(error: Pick<WireError, 'code'> | null): boolean {
  return error !== null && ASKED.has(error.code);
}

/** Beyond twice its limit a typing error is likelier than a wish: the price is typed again before it leaves. */
export function mustBeTyped(error: Held): boolean {
  const { facts } = error;
  const number = (name: string): number | null => {
    const fact = facts[name];
    return typeof fact === 'number' ? fact : null;
  };
  const next = number('new');
  switch (error.code) {
    case 'price.jump': {
      const [rate, limit] = [number('rate'), number('limit')];
      return rate === null || limit === null || rate > limit * 2;
    }
    case 'price.belowFloor': {
      const floor = number('floor');
      return next === null || floor === null || next * 2 < floor;
    }
    case 'price.aboveCeiling': {
      const ceiling = number('ceiling');
      return next === null || ceiling === null || next > ceiling * 2;
    }
    default:
      return false;
  }
}

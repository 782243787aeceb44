import type { RulesSheet } from '../../../shared/contract/rules';
import { useAnswer } from '../../lib/queries';

const USUAL = 'TRY';

/** The currency of a channel's base prices: that of its first matched product. Undefined while it is asked for. */
export function useBaseCurrency({ connectionId, rules, currency }: RulesSheet): string | undefined {
  const answer = useAnswer('rules.preview', { connectionId, rules, limit: 1 }, { keepBefore: true });
  if (answer.isPending) return undefined;
  return answer.data?.rows[0]?.price.base?.currency ?? currency ?? USUAL;
}

/** The currency a rule's amounts are meant in. */
export function useAmountCurrency(sheet: RulesSheet): string {
  const base = useBaseCurrency(sheet);
  return sheet.rules.price.currency ?? base ?? USUAL;
}

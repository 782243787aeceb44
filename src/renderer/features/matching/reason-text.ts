import type { MatchCandidate } from '../../../shared/contract/matching';
import type { Text } from '../../i18n/use-text';

/** Why a product is proposed, and what speaks against it: "stok kodu aynı, adet farklı". */
export function reasonText(
  { by, contradicts }: Pick<MatchCandidate, 'by' | 'contradicts'>,
  text: Text<'matching'>,
): string {
  const against = contradicts.map((one) =>
    one === 'match.duplicateInShop' ? text('against.duplicate') : text(`against.${one}`),
  );
  return [text(`by.${by}`), ...against].join(', ');
}

const REASONS = ['barcode', 'sku', 'options', 'title', 'new', 'decided'] as const;

/** Why a listing was matched; a reason of another version is shown as a decision. */
export function matchedText(reason: string, text: Text<'matching'>): string {
  const known = REASONS.find((one) => one === reason) ?? 'decided';
  return text(`matchedBy.${known}`);
}

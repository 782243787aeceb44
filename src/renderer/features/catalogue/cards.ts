import { type CatalogueCategory, catalogueCategories } from '../../../shared/connector/catalogue';
import type { IntegrationCard } from '../../../shared/contract/integrations';

export interface CardGroup {
  readonly category: CatalogueCategory;
  readonly cards: readonly IntegrationCard[];
}

/** Cards by category in the order of the screen; in each what can be connected first, then what is to come, then what is over. */
export function groupCards(cards: readonly IntegrationCard[], wanted: string | null): readonly CardGroup[] {
  return catalogueCategories
    .filter((category) => wanted === null || wanted === category)
    .map((category) => ({
      category,
      cards: cards
        .filter((card) => card.category === category)
        .map((card, place) => ({ card, place }))
        .sort((one, other) => rankOf(one.card) - rankOf(other.card) || one.place - other.place)
        .map(({ card }) => card),
    }))
    .filter((group) => group.cards.length > 0);
}

function rankOf(card: IntegrationCard): number {
  if (card.connectable) return 0;
  return card.mergedInto !== undefined || card.evidence === 'closed' ? 2 : 1;
}

/** How many cards each category holds, for its chip. */
export function countByCategory(cards: readonly IntegrationCard[]): ReadonlyMap<CatalogueCategory, number> {
  const counts = new Map<CatalogueCategory, number>();
  for (const { category } of cards) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

/** Countries that occur, Türkiye first, then by their names in the language. */
export function countriesOf(
  cards: readonly IntegrationCard[],
  nameOf: (code: string) => string,
  language: string,
) {
  const codes = new Set(cards.flatMap((card) => card.countries));
  codes.delete('*');
  const collator = new Intl.Collator(language);
  return [...codes].sort((one, other) => {
    if (one === 'TR') return -1;
    if (other === 'TR') return 1;
    return collator.compare(nameOf(one), nameOf(other));
  });
}

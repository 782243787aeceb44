import { expect, it } from 'vitest';
import type { IntegrationCard } from '../../../shared/contract/integrations';
import { countByCategory, countriesOf, groupCards } from './cards';

const card = (id: string, change: Partial<IntegrationCard>): IntegrationCard => ({
  id,
  name: id,
  category: 'carrier',
  countries: ['TR'],
  access: 'api',
  evidence: 'planned',
  original: true,
  connectable: false,
  connectionCount: 0,
  ...change,
});

const cards = [
  card('closed', { evidence: 'closed' }),
  card('merged', { mergedInto: { id: 'ready', reason: { tr: 'aynı', en: 'same' } } }),
  card('planned', {}),
  card('ready', { evidence: 'docs', connectable: true, countries: ['*'] }),
  card('market', { category: 'tr-marketplace', countries: ['DE', 'TR', 'EU'] }),
];

it('groups in the order of the screen, what can be connected first', () => {
  const groups = groupCards(cards, null);
  expect(groups.map(({ category }) => category)).toEqual(['tr-marketplace', 'carrier']);
  expect(groups[1]?.cards.map(({ id }) => id)).toEqual(['ready', 'planned', 'closed', 'merged']);
});

it('narrows to one category and counts all of them', () => {
  expect(groupCards(cards, 'tr-marketplace').flatMap((group) => group.cards.map(({ id }) => id))).toEqual([
    'market',
  ]);
  expect(Object.fromEntries(countByCategory(cards))).toEqual({ carrier: 4, 'tr-marketplace': 1 });
});

it('puts Türkiye first and leaves out "everywhere"', () => {
  const names: Record<string, string> = { DE: 'Almanya', EU: 'Avrupa Birliği', TR: 'Türkiye' };
  expect(countriesOf(cards, (code) => names[code] ?? code, 'tr')).toEqual(['TR', 'DE', 'EU']);
});

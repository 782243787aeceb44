import type { Evidence } from '../domain/stream';
import { foldSearch } from '../text/fold';
import type { CatalogueEntry } from './catalogue';
import { categoryNames, everywhere } from './catalogue';

const europeanUnion: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

export interface CatalogueQuery {
  /** Free text; every word must occur in the name, id, a former name or the category. */
  readonly q?: string;
  /** One of `catalogueCategories`; any other text matches nothing. */
  readonly category?: string;
  readonly evidence?: Evidence;
  /** ISO 3166-1 alpha-2. Worldwide entries, and those of the European Union for a member, match too. */
  readonly country?: string;
}

/** True when the integration is of use in the country. */
export function servesCountry(entry: CatalogueEntry, country: string): boolean {
  const wanted = country.toUpperCase();
  return entry.countries.some(
    (listed) => listed === everywhere || listed === wanted || (listed === 'EU' && europeanUnion.has(wanted)),
  );
}

/** The entries that match all that is asked, in their given order. Blank text matches everything. */
export function searchCatalogue(
  entries: readonly CatalogueEntry[],
  query: CatalogueQuery,
): readonly CatalogueEntry[] {
  const words = foldSearch(query.q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter(
    (entry) =>
      (query.category === undefined || entry.category === query.category) &&
      (query.evidence === undefined || entry.evidence === query.evidence) &&
      (query.country === undefined || servesCountry(entry, query.country)) &&
      holdsEvery(words, entry),
  );
}

function holdsEvery(words: readonly string[], entry: CatalogueEntry): boolean {
  if (words.length === 0) return true;
  const category = categoryNames[entry.category];
  const text = foldSearch(
    [
      entry.name,
      entry.nameEn ?? '',
      entry.id.replaceAll(/[_-]/g, ' '),
      ...(entry.aliases ?? []),
      category.tr,
      category.en,
    ].join(' '),
  );
  return words.every((word) => text.includes(word));
}

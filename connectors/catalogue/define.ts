import type { CatalogueCategory, CatalogueEntry } from '../../src/shared/connector/catalogue';

/** What a file of the catalogue states about an entry; the rest follows from the file it is in. */
export type EntryDraft = Omit<CatalogueEntry, 'category' | 'countries' | 'evidence' | 'original'> &
  Partial<Pick<CatalogueEntry, 'countries' | 'evidence' | 'original'>>;

/** Entries of one category. Unless a draft says otherwise it is planned, and not one of the 119. */
export function defineEntries(
  category: CatalogueCategory,
  countries: readonly string[],
  drafts: readonly EntryDraft[],
): readonly CatalogueEntry[] {
  return drafts.map((draft) => ({ category, countries, evidence: 'planned', original: false, ...draft }));
}

import type { Candidate, Contradiction, Proposal } from '../../shared/domain/matching';
import { foldCode, foldSearch } from '../../shared/text/fold';
import { gtinOf } from './matching-barcode';
import { samePack, titleOverlap } from './matching-text';

/** What a listing and a variant are compared by. */
export interface Comparable {
  readonly title: string | null;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly brand: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

export interface ComparableVariant extends Comparable {
  readonly id: string;
}

/** Whether another listing of the same shop is this variant already; asked only of what may be proposed. */
export type IsTaken = (variantId: string) => boolean;

/** From this overlap on two titles may speak of one thing. */
const SIMILAR = 0.6;
const MOST_CANDIDATES = 10;

/**
 * What to propose for a listing, given the variants an index found for its barcode, its code or its words. Only a candidate
 * that stands alone and that nothing contradicts is sure.
 */
export function proposeMatch(
  listing: Comparable,
  variants: readonly ComparableVariant[],
  isTaken: IsTaken,
): Proposal {
  const found = variants.flatMap((variant) => compare(listing, variant, variants, isTaken) ?? []);
  if (found.length === 0) return { class: 'new', candidates: [] };
  const [barcodes, codes] = [
    found.filter(({ by }) => by === 'barcode'),
    found.filter(({ by }) => by === 'sku'),
  ];
  const strongest = barcodes.length > 0 ? barcodes : codes;
  const [only] = strongest;
  if (only && strongest.length === 1 && only.contradicts === undefined)
    return { class: 'sure', candidates: [only] };
  const ordered = [...found].sort((a, b) => RANK[a.by] - RANK[b.by]);
  return { class: 'doubtful', candidates: ordered.slice(0, MOST_CANDIDATES) };
}

const RANK: Readonly<Record<Candidate['by'], number>> = { barcode: 0, sku: 1, options: 2, title: 3 };

function compare(
  listing: Comparable,
  variant: ComparableVariant,
  all: readonly ComparableVariant[],
  isTaken: IsTaken,
): Candidate | undefined {
  const by = commonGround(listing, variant);
  if (by === undefined) return undefined;
  const takenInShop = isTaken(variant.id);
  // A shop sells one product under one listing: a like title beside that one is its neighbour, not it again.
  if (takenInShop && (by === 'title' || by === 'options')) return undefined;
  const contradicts: Contradiction[] = [];
  const [here, there] = [gtinOf(listing.barcode), gtinOf(variant.barcode)];
  if (here !== null && there !== null && here !== there) contradicts.push('barcode');
  if (by === 'barcode' && all.some((other) => other.id !== variant.id && sameSku(listing, other)))
    contradicts.push('sku');
  if (!samePack(fullTitle(listing), fullTitle(variant))) contradicts.push('packSize');
  if (takenInShop) contradicts.push('match.duplicateInShop');
  return { variantId: variant.id, by, ...(contradicts.length > 0 ? { contradicts } : {}) };
}

function commonGround(listing: Comparable, variant: Comparable): Candidate['by'] | undefined {
  const barcode = gtinOf(listing.barcode);
  if (barcode !== null && barcode === gtinOf(variant.barcode)) return 'barcode';
  if (sameSku(listing, variant)) return 'sku';
  const alike = titleOverlap(fullTitle(listing), fullTitle(variant)) >= SIMILAR;
  if (!alike || !sameBrand(listing, variant)) return undefined;
  if (listing.options.length === 0 || variant.options.length === 0) return 'title';
  return sameOptions(listing, variant) ? 'options' : undefined;
}

function sameSku(a: Comparable, b: Comparable): boolean {
  if (a.sku === null || b.sku === null) return false;
  const code = foldCode(a.sku);
  return code !== '' && code === foldCode(b.sku);
}

/** A brand that one side does not tell speaks neither for nor against. */
function sameBrand(a: Comparable, b: Comparable): boolean {
  return a.brand === null || b.brand === null || foldSearch(a.brand) === foldSearch(b.brand);
}

/** Values only: channels name the same property differently ("Beden", "size"). */
function sameOptions(a: Comparable, b: Comparable): boolean {
  const values = (one: Comparable) =>
    one.options
      .map(({ value }) => foldSearch(value).trim())
      .sort()
      .join('\n');
  return values(a) === values(b);
}

function fullTitle({ title, variantTitle }: Comparable): string {
  return [title, variantTitle].filter(Boolean).join(' ');
}

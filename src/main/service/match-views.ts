import type {
  DecidedRow,
  FoundVariant,
  MatchRow,
  MatchVariant,
  TakenBy,
} from '../../shared/contract/matching';
import { type ListingId, variantIdSchema } from '../../shared/domain/ids';
import { AppError } from '../../shared/errors/app-error';
import type { Database, MatchListing, StoredDecision, StoredProposal, StoredVariant } from '../database';
import { takenBy } from '../stock/match-decisions';
import { gtinOf, gtinSpellings } from '../stock/matching-barcode';

const MOST_FOUND = 20;

/** An undecided listing with what Kervan proposes; a product deleted since is no candidate. */
export function viewRow(database: Database, { listing, class: kind, candidates }: StoredProposal): MatchRow {
  const { title, variantTitle, sku, barcode, brand, options, priceMinor, currency, stock } = listing;
  return {
    listingId: listing.id,
    connectionId: listing.connectionId,
    class: kind,
    ...{ title, variantTitle, sku, barcode, brand, options, priceMinor, currency, stock },
    candidates: candidates.flatMap(({ variantId, by, contradicts = [] }) => {
      const variant = database.variants.find(variantIdSchema.parse(variantId));
      if (variant === null || variant.deletedAt !== null) return [];
      return [{ ...viewVariant(variant), by, contradicts, takenBy: viewTaken(database, listing, variant) }];
    }),
  };
}

/** Null = the listing went with its connection meanwhile. */
export function viewDecision(database: Database, decision: StoredDecision): DecidedRow | null {
  const listing = database.matches.findListing(decision.listingId);
  if (listing === null) return null;
  const { title, variantTitle, sku, barcode } = listing;
  const { variantId, ...rest } = decision;
  const variant = variantId === null ? null : database.variants.find(variantId);
  return {
    ...rest,
    ...{ title, variantTitle, sku, barcode },
    variant: variant === null ? null : viewVariant(variant),
  };
}

/** What a person looks for: a code as it stands, else the beginning of a title, else words. */
export function findVariants(
  database: Database,
  text: string,
  listingId: ListingId | undefined,
): FoundVariant[] {
  const listing = listingId === undefined ? null : database.matches.listing(listingId);
  const gtin = gtinOf(text);
  const byBarcode = gtin === null ? [] : gtinSpellings(gtin);
  const byCode = [
    ...[...new Set([...byBarcode, text])].flatMap((one) => database.variants.byBarcode(one)),
    ...database.variants.bySku(text),
  ];
  const byText = database.matches.lists
    .variantsLike(text, MOST_FOUND)
    .flatMap((id) => database.variants.find(id) ?? []);
  const found = [...byCode, ...byText].filter(({ deletedAt }) => deletedAt === null);
  return [...new Map(found.map((one) => [one.id, one])).values()].slice(0, MOST_FOUND).map((variant) => ({
    ...viewVariant(variant),
    takenBy: listing === null ? null : viewTaken(database, listing, variant),
  }));
}

function viewVariant(variant: StoredVariant): MatchVariant {
  const { title, variantTitle, sku, barcode, brand, currency } = variant;
  return {
    variantId: variant.id,
    ...{ title, variantTitle, sku, barcode, brand, currency },
    priceMinor: variant.basePriceMinor,
    available: variant.openedAt === null ? null : variant.available,
  };
}

function viewTaken(database: Database, listing: MatchListing, variant: StoredVariant): TakenBy | null {
  const other = takenBy(database, listing, variant.id);
  return other === null ? null : { listingId: other.id, title: other.title ?? other.sku };
}

export function readNumber(text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new AppError('input.cursorInvalid');
  return number;
}

/** Columns of a file of everything, in its order. */
export const ALL_EXPORT_COLUMNS: readonly string[] = [
  'id',
  'title',
  'variantTitle',
  'sku',
  'barcode',
  'brand',
  'onHand',
  'onHandBefore',
  'reserved',
  'safety',
  'available',
  'price',
  'listPrice',
  'cost',
  'currency',
  'vatRate',
  'listings',
];

const OF: Readonly<Record<string, readonly string[]>> = {
  title: ['title', 'variantTitle'],
  sku: ['sku'],
  barcode: ['barcode'],
  available: ['available'],
  onHand: ['onHand', 'onHandBefore'],
  reserved: ['reserved'],
  safety: ['safety'],
  basePrice: ['price', 'currency'],
  baseListPrice: ['listPrice'],
  cost: ['cost'],
  listings: ['listings'],
  brand: ['brand'],
  vatRate: ['vatRate'],
};

/**
 * Columns of a file for those shown in the table. Kervan's number is always there, and what is on hand twice, so that the file can be
 * edited and imported again.
 */
export function exportColumnsFor(shown: readonly string[]): readonly string[] {
  const wanted = new Set([
    'id',
    ...shown.flatMap((id) => OF[id] ?? (id.startsWith('count') ? OF.onHand : []) ?? []),
  ]);
  return ALL_EXPORT_COLUMNS.filter((column) => wanted.has(column));
}

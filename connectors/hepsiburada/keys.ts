/**
 * Hepsiburada writes merchant SKUs in upper case whatever was sent, so the key is levelled: listing, catalogue and order lines
 * of one product meet on it.
 */
export function skuKey(
  merchantSku: string | null | undefined,
  hepsiburadaSku: string | null | undefined,
): string {
  const key = optionalSkuKey(merchantSku, hepsiburadaSku);
  if (key === null) throw new Error('merchantSku: expected a merchant SKU or a Hepsiburada SKU');
  return key;
}

export function optionalSkuKey(
  merchantSku: string | null | undefined,
  hepsiburadaSku: string | null | undefined,
): string | null {
  return (merchantSku?.trim() || hepsiburadaSku?.trim())?.toUpperCase() ?? null;
}

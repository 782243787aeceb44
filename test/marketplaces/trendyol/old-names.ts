const PACKAGE_NAMES: Readonly<Record<string, string>> = {
  shipmentPackageId: 'id',
  packageGrossAmount: 'grossAmount',
  packageSellerDiscount: 'totalDiscount',
  packageTyDiscount: 'totalTyDiscount',
  packageTotalPrice: 'totalPrice',
};
const LINE_NAMES: Readonly<Record<string, string>> = {
  lineId: 'id',
  stockCode: 'merchantSku',
  sellerId: 'merchantId',
  lineGrossAmount: 'amount',
  lineSellerDiscount: 'discount',
  lineTyDiscount: 'tyDiscount',
  lineUnitPrice: 'price',
  contentId: 'productCode',
  vatRate: 'vatBaseAmount',
};

/** A package with the field names that Trendyol used before V2. */
export function renamedToOld(sent: { lines: readonly object[] }): unknown {
  return { ...renamed(sent, PACKAGE_NAMES), lines: sent.lines.map((line) => renamed(line, LINE_NAMES)) };
}

function renamed(value: object, names: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [names[name] ?? name, inner]));
}

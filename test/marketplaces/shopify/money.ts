import type { LineItem, Order } from './model';

export const SHOP_CURRENCY = 'TRY';

/** The scalar Money: two decimals always, "149.90". */
export function moneyText(minorUnits: number): string {
  return (minorUnits / 100).toFixed(2);
}

/** The scalar Decimal of MoneyV2: no needless zeros but always one decimal, "149.9", "10.0". */
export function decimalText(minorUnits: number): string {
  const text = (minorUnits / 100).toFixed(2).replace(/0$/, '');
  return text;
}

export interface MoneyBag {
  shopMoney: { amount: string; currencyCode: string };
  presentmentMoney: { amount: string; currencyCode: string };
}

export function moneyBag(
  minorUnits: number,
  order: Pick<Order, 'presentmentCurrency' | 'presentmentRate'>,
): MoneyBag {
  return {
    shopMoney: { amount: decimalText(minorUnits), currencyCode: SHOP_CURRENCY },
    presentmentMoney: {
      amount: decimalText(Math.round(minorUnits * order.presentmentRate)),
      currencyCode: order.presentmentCurrency,
    },
  };
}

/** VAT of an amount, inside it or on top of it. */
export function taxOf(amount: number, rate: number, included: boolean): number {
  return included ? Math.round(amount - amount / (1 + rate / 100)) : Math.round((amount * rate) / 100);
}

export function lineTotal(line: LineItem, quantity = line.quantity): number {
  const share = line.quantity === 0 ? 0 : Math.round((line.discount * quantity) / line.quantity);
  return line.unitPrice * quantity - share;
}

export interface OrderTotals {
  subtotal: number;
  currentSubtotal: number;
  discount: number;
  shipping: number;
  tax: number;
  currentTax: number;
  total: number;
  currentTotal: number;
  refunded: number;
}

/** The sums of an order in minor units of the shop's currency. */
export function totalsOf(order: Order): OrderTotals {
  const shipping = order.shippingLines.reduce((sum, { price }) => sum + price, 0);
  const totals: OrderTotals = {
    subtotal: 0,
    currentSubtotal: 0,
    discount: 0,
    shipping,
    tax: 0,
    currentTax: 0,
    total: 0,
    currentTotal: 0,
    refunded: 0,
  };
  for (const line of order.lineItems) {
    const whole = lineTotal(line);
    const current = lineTotal(line, line.currentQuantity);
    totals.subtotal += whole;
    totals.currentSubtotal += current;
    totals.discount += line.discount;
    totals.tax += taxOf(whole, line.taxRate, order.taxesIncluded);
    totals.currentTax += taxOf(current, line.taxRate, order.taxesIncluded);
  }
  const onTop = order.taxesIncluded ? 0 : 1;
  totals.total = totals.subtotal + shipping + totals.tax * onTop;
  totals.currentTotal = totals.currentSubtotal + shipping + totals.currentTax * onTop;
  totals.refunded = order.refunds.reduce((sum, { amount }) => sum + amount, 0);
  return totals;
}

import type { OrderLine } from '../../../shared/contract/catalogue-data';
import type { OrderWrite } from '../write/orders-writer';

export function line(key: string, rest: Partial<OrderLine> = {}): OrderLine {
  return {
    key,
    sku: `SKU-${key}`,
    barcode: null,
    title: 'Bambu Havlu',
    quantity: 1,
    unitPrice: { minor: 1000, currency: 'TRY' },
    total: { minor: 1000, currency: 'TRY' },
    discount: null,
    vatRate: 20,
    status: 'new',
    channelStatus: null,
    packageKey: 'pk1',
    variantKey: null,
    returnedPieces: 0,
    ...rest,
  };
}

export function order(key: string, rest: Partial<OrderWrite['order']> = {}): OrderWrite {
  return {
    order: {
      key,
      number: key,
      status: 'new',
      channelStatus: 'Created',
      placedAt: 1_760_000_000_000,
      modifiedAt: null,
      dueAt: null,
      currency: 'TRY',
      total: { minor: 51_980, currency: 'TRY' },
      discount: null,
      shipping: null,
      tax: null,
      customerName: 'Ayşe Yılmaz',
      email: null,
      phone: null,
      city: 'Isparta',
      carrier: null,
      trackingNumber: null,
      shippingAddress: { city: 'Isparta', line1: 'Gül Sk. 1' },
      billingAddress: null,
      paymentMethod: null,
      note: null,
      remoteIds: {},
      packages: [],
      lines: [line('1')],
      ...rest,
    },
    mergeState: { key, readAt: 1 },
  };
}

import { mapping, type RequestTemplate, type ResponseRule } from '../../src/shared/connector/definition';
import type { OrderAction, OrderChanges } from '../../src/shared/connector/order-change';
import { mapOrder } from './orders';
import { orderSchema } from './schema';

const docs = 'https://woocommerce.github.io/woocommerce-rest-api-docs/';
const api = '/wp-json/wc/v3';

const update: RequestTemplate = {
  method: 'PUT',
  origin: 'shop',
  path: `${api}/orders/{order.key}`,
  query: { dp: '2' },
  doc: `${docs}#update-an-order`,
};

const noLeave = { outcome: 'fail', code: 'order.noPermission', facts: { scope: 'orders: write' } } as const;
const responses: readonly ResponseRule[] = [
  { status: [401, 403], at: 'message', contains: 'write permissions', ...noLeave },
  { status: [401, 403], at: 'code', contains: 'cannot_edit', ...noLeave },
  { status: [404], at: 'code', contains: 'invalid_id', outcome: 'fail', code: 'order.notThere' },
];

/** WooCommerce takes any status from any other: what a customer or the panel changed meanwhile is looked at first. */
function to(
  status: string,
  from: readonly string[],
  words: Pick<OrderAction, 'title' | 'help' | 'final'>,
): OrderAction {
  return {
    ...words,
    per: 'order',
    from,
    reaches: [status],
    looksFirst: true,
    request: update,
    bodies: () => [{ status }],
    responses,
  };
}

export const orderChanges: OrderChanges = {
  look: {
    // "any" leaves out the trash: an order thrown away meanwhile is not found, and nothing is changed.
    request: {
      method: 'GET',
      origin: 'shop',
      path: `${api}/orders`,
      query: { include: '{look.ids}', status: 'any', dp: '2', per_page: '100' },
      doc: `${docs}#list-all-orders`,
    },
    by: 'key',
    most: 100,
    records: '',
    raw: orderSchema,
    map: mapping(orderSchema, mapOrder).map as OrderChanges['look']['map'],
  },
  actions: {
    processing: to('processing', ['pending', 'on-hold'], {
      title: { tr: 'Hazırlanıyor', en: 'Processing' },
      help: {
        tr: 'Ödeme alındı; sipariş hazırlanmaya başlanır.',
        en: 'Payment was received; the order is being prepared.',
      },
    }),
    hold: to('on-hold', ['pending', 'processing'], {
      title: { tr: 'Beklemede', en: 'On hold' },
      help: { tr: 'Sipariş beklemeye alınır.', en: 'The order is put on hold.' },
    }),
    complete: to('completed', ['processing'], {
      title: { tr: 'Tamamlandı', en: 'Completed' },
      help: {
        tr: 'Sipariş gönderildi ve kapandı. Mağazanız müşteriye e-posta gönderebilir.',
        en: 'The order was sent and is closed. Your shop may e-mail the customer.',
      },
    }),
    cancel: to('cancelled', ['pending', 'on-hold', 'processing'], {
      title: { tr: 'Siparişi iptal et', en: 'Cancel order' },
      help: {
        tr: 'Sipariş iptal edilir ve mağazanız adetleri stoka geri koyar. Ödeme kendiliğinden iade edilmez.',
        en: 'The order is cancelled and your shop puts the pieces back in stock. The payment is not refunded by itself.',
      },
      final: true,
    }),
  },
};

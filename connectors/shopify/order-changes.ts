import { z } from 'zod';
import {
  type JsonTemplate,
  mapping,
  type RequestTemplate,
  type ResponseRule,
} from '../../src/shared/connector/definition';
import type {
  OrderActionField,
  OrderActionInput,
  OrderChanges,
} from '../../src/shared/connector/order-change';
import { id, list, part, text } from '../../src/shared/connector/vendor/schema';
import { cancel, fulfil, openWork } from './order-queries';
import { mapOrder } from './orders';
import { ordersById } from './queries';
import { orderSchema } from './schema';

const workSchema = z.object({
  data: z.object({
    order: z.object({
      fulfillmentOrders: z.object({
        nodes: z.array(
          z.object({
            id,
            supportedActions: list(z.object({ action: text })),
            assignedLocation: part({ name: text, location: part({ id }) }),
          }),
        ),
      }),
    }),
  }),
});
type Work = z.infer<typeof workSchema>['data']['order']['fulfillmentOrders']['nodes'];

const errors = z.array(z.object({ message: text }));
const fulfilledSchema = z.object({
  data: z.object({ fulfillmentCreate: z.object({ userErrors: errors }) }),
});
const cancelledSchema = z.object({
  data: z.object({ orderCancel: z.object({ orderCancelUserErrors: errors }) }),
});

function denied(scope: string): readonly ResponseRule[] {
  return [
    {
      at: 'errors.0.extensions.code',
      equals: 'ACCESS_DENIED',
      outcome: 'fail',
      code: 'order.noPermission',
      facts: { scope },
    },
  ];
}
const SEND_SCOPE = 'write_merchant_managed_fulfillment_orders';

function wordsOf(told: z.infer<typeof errors>): string | null {
  return told.length === 0 ? null : told.map(({ message }) => message ?? '?').join(' ');
}

/** All fulfilment orders of one call have to be of one place, so that each place has a call of its own. */
function perPlace(work: Work): readonly (readonly string[])[] {
  const places = new Map<string, string[]>();
  for (const one of work) {
    if (!one.supportedActions.some(({ action }) => action === 'CREATE_FULFILLMENT')) continue;
    const place = one.assignedLocation?.location?.id ?? one.assignedLocation?.name ?? '';
    places.set(place, [...(places.get(place) ?? []), one.id]);
  }
  return [...places.values()];
}

const yesOrNo = [
  { value: 'yes', label: { tr: 'Evet', en: 'Yes' } },
  { value: 'no', label: { tr: 'Hayır', en: 'No' } },
] as const;
const notify: OrderActionField = {
  name: 'notify',
  label: { tr: 'Müşteriye haber verilsin mi', en: 'Tell the customer' },
  maxLength: 3,
  choices: yesOrNo,
};
const REASONS = [
  ['CUSTOMER', 'Müşteri vazgeçti', 'The customer changed their mind'],
  ['INVENTORY', 'Ürün kalmadı', 'Not in stock'],
  ['FRAUD', 'Dolandırıcılık şüphesi', 'Fraud'],
  ['DECLINED', 'Ödeme alınamadı', 'Payment declined'],
  ['STAFF', 'Bizim hatamız', 'Staff error'],
  ['OTHER', 'Başka', 'Other'],
] as const;

function sent({ fields, prepared }: OrderActionInput) {
  const { trackingNumber: number, carrier: company } = fields;
  const trackingInfo = number || company ? { trackingInfo: { number, company } } : {};
  return perPlace(workSchema.parse(prepared).data.order.fulfillmentOrders.nodes).map((ids) => ({
    query: fulfil,
    variables: {
      fulfillment: {
        lineItemsByFulfillmentOrder: ids.map((fulfillmentOrderId) => ({ fulfillmentOrderId })),
        notifyCustomer: fields.notify === 'yes',
        ...trackingInfo,
      },
    },
  }));
}

export function shopifyOrderChanges(call: (doc: string) => RequestTemplate, admin: string): OrderChanges {
  const asked = (query: string, doc: string, variables: { readonly [name: string]: JsonTemplate }) => ({
    ...call(doc),
    body: { query, variables },
  });
  return {
    look: {
      request: call(`${admin}/queries/nodes`),
      body: (ids) => ({ query: ordersById, variables: { ids } }),
      by: 'key',
      // As many as a page of orders: see queries.ts about what a call may cost.
      most: 6,
      records: 'data.nodes',
      raw: orderSchema,
      map: mapping(orderSchema, mapOrder).map as OrderChanges['look']['map'],
    },
    actions: {
      fulfil: {
        title: { tr: 'Gönderildi', en: 'Sent' },
        help: {
          tr: 'Siparişte gönderilmemiş ne kaldıysa gönderildi olarak işaretlenir.',
          en: 'Everything of the order that was not sent yet is marked as fulfilled.',
        },
        per: 'order',
        from: ['UNFULFILLED', 'PARTIALLY_FULFILLED', 'OPEN', 'IN_PROGRESS', 'PENDING_FULFILLMENT'],
        // What is not paid is not sent, except where it is paid at the door (statuses.ts).
        when: ['new', 'preparing'],
        reaches: ['FULFILLED'],
        fields: [
          {
            name: 'trackingNumber',
            label: { tr: 'Takip no', en: 'Tracking number' },
            help: { tr: 'Boş bırakılabilir.', en: 'May be left empty.' },
            maxLength: 100,
            optional: true,
          },
          {
            name: 'carrier',
            label: { tr: 'Kargo firması', en: 'Carrier' },
            help: { tr: 'Boş bırakılabilir.', en: 'May be left empty.' },
            maxLength: 100,
            optional: true,
          },
          notify,
        ],
        prepare: {
          request: asked(openWork, `${admin}/queries/order`, { id: '{order.key}' }),
          read: (json) => workSchema.parse(json),
          responses: denied(SEND_SCOPE),
        },
        request: call(`${admin}/mutations/fulfillmentCreate`),
        bodies: (_piece, given) => sent(given),
        refusal: (json) => wordsOf(fulfilledSchema.parse(json).data.fulfillmentCreate.userErrors),
        responses: denied(SEND_SCOPE),
      },
      cancel: {
        title: { tr: 'Siparişi iptal et', en: 'Cancel order' },
        help: {
          tr: 'Sipariş iptal edilir ve adetler stoka geri konur. Shopify bunu sıraya alır; sonucu birazdan görünür.',
          en: 'The order is cancelled and its pieces are put back in stock. Shopify queues this; the result shows in a moment.',
        },
        per: 'order',
        from: ['UNFULFILLED', 'OPEN', 'SCHEDULED', 'ON_HOLD'],
        when: ['awaiting', 'new'],
        reaches: ['CANCELLED'],
        fields: [
          {
            name: 'reason',
            label: { tr: 'Neden', en: 'Reason' },
            maxLength: 20,
            choices: REASONS.map(([value, tr, en]) => ({ value, label: { tr, en } })),
          },
          {
            name: 'refund',
            label: { tr: 'Ödeme iade edilsin mi', en: 'Refund the payment' },
            help: {
              tr: 'İade, ödemenin yapıldığı yola gider.',
              en: 'The refund goes back the way the payment came.',
            },
            maxLength: 3,
            choices: yesOrNo,
          },
          notify,
        ],
        final: true,
        looksFirst: true,
        request: call(`${admin}/mutations/orderCancel`),
        bodies: (_piece, { order, fields }) => [
          {
            query: cancel,
            variables: {
              orderId: order.key,
              reason: fields.reason,
              restock: true,
              refundMethod: { originalPaymentMethodsRefund: fields.refund === 'yes' },
              notifyCustomer: fields.notify === 'yes',
            },
          },
        ],
        refusal: (json) => wordsOf(cancelledSchema.parse(json).data.orderCancel.orderCancelUserErrors),
        responses: denied('write_orders'),
      },
    },
  };
}

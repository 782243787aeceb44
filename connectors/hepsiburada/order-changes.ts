import { z } from 'zod';
import { mapping, type ResponseRule } from '../../src/shared/connector/definition';
import type { OrderChanges } from '../../src/shared/connector/order-change';
import { id } from '../../src/shared/connector/vendor/schema';
import { mapWholeOrder } from './order-details';
import { orderDetailSchema } from './schema';

const reference = 'https://developers.hepsiburada.com/hepsiburada/reference';
const docs = {
  order: `${reference}/get_orders-merchantid-merchantid-ordernumber-ordernumber`,
  pack: `${reference}/post_packages-merchantid-merchantid`,
  cancel: `${reference}/post_lineitems-merchantid-merchantid-id-lineid-cancelbymerchant-1`,
};

/** "Ürün tedarik edilemedi": the one number the vendor's page names. */
const NOT_SUPPLIED = 83;
/** Lines a merchant can still pack or cancel. */
const WAITING = ['Open', 'Unpacked'];

const packedSchema = z.object({ packageNumber: id });
const notThere: ResponseRule = { status: [404], outcome: 'fail', code: 'order.notThere' };

/**
 * Packing is how an order is accepted, and only lines that are not packed can be cancelled. What follows belongs to the carrier:
 * in-transit and delivered may be set only where the merchant has a contract of its own, which no order tells.
 */
export const orderChanges: OrderChanges = {
  look: {
    request: {
      method: 'GET',
      origin: 'oms',
      path: '/orders/merchantid/{merchantId}/ordernumber/{look.ids}',
      doc: docs.order,
    },
    by: 'number',
    most: 1,
    budget: 'orders',
    records: '',
    single: true,
    raw: orderDetailSchema,
    map: mapping(orderDetailSchema, mapWholeOrder).map as OrderChanges['look']['map'],
    responses: [{ status: [404], outcome: 'skip' }],
  },
  actions: {
    pack: {
      title: { tr: 'Paketle', en: 'Pack' },
      help: {
        tr: 'Siparişin paketlenmemiş bütün kalemleri tek pakete konur; sipariş böylece kabul edilmiş olur.',
        en: 'All lines of the order that are in no parcel go into one; this is how the order is accepted.',
      },
      per: 'loose',
      from: WAITING,
      when: ['new'],
      reaches: ['Packaged', 'Packed', 'ReadyToShip'],
      // A call that was repeated would make a second parcel of what came back meanwhile.
      looksFirst: true,
      request: { method: 'POST', origin: 'oms', path: '/packages/merchantid/{merchantId}', doc: docs.pack },
      budget: 'orders',
      bodies: ({ lines }) => [
        {
          lineItemRequests: lines.map(({ key, quantity }) => ({ id: key, quantity })),
          parcelQuantity: 1,
        },
      ],
      refusal(json) {
        packedSchema.parse(json);
        return null;
      },
      responses: [notThere],
    },
    cancel: {
      title: { tr: 'Tedarik edilemedi, iptal et', en: 'Cancel: not supplied' },
      help: {
        tr: 'Paketlenmemiş bütün kalemler “Ürün tedarik edilemedi” nedeniyle iptal edilir.',
        en: 'All lines that are in no parcel are cancelled because they cannot be supplied.',
      },
      per: 'line',
      from: WAITING,
      reaches: ['Cancelled', 'Canceled', 'CancelledByMerchant'],
      final: true,
      looksFirst: true,
      request: {
        method: 'POST',
        origin: 'oms',
        path: '/lineitems/merchantid/{merchantId}/id/{piece.key}/cancelbymerchant',
        doc: docs.cancel,
      },
      budget: 'orders',
      bodies: () => [{ reasonId: NOT_SUPPLIED }],
      responses: [{ status: [200, 201, 204], outcome: 'ok' }, notThere],
    },
  },
};

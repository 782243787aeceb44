import { mapping, type RequestTemplate, type ResponseRule } from '../../src/shared/connector/definition';
import type { OrderAction, OrderChanges, OrderPiece } from '../../src/shared/connector/order-change';
import { mapPackage } from './mapping';
import { packageSchema } from './schema';

const docs = {
  update: 'https://developers.trendyol.com/docs/paket-statü-bildirimi-updatepackage',
  unsupplied: 'https://developers.trendyol.com/docs/tedarik-edememe-bildirimi-updatepackage',
  orders: 'https://developers.trendyol.com/docs/sipariş-paketlerini-çekme-getshipmentpackages',
};
const parcel = '/integration/order/sellers/{sellerId}/shipment-packages/{piece.key}';

function put(path: string, doc: string): RequestTemplate {
  return { method: 'PUT', origin: 'api', path, doc };
}

/** Success is a 200 without a body. */
const responses: readonly ResponseRule[] = [
  { status: [200], outcome: 'ok' },
  { status: [404], outcome: 'fail', code: 'order.notThere' },
];

/** Ids are numbers at Trendyol; one too long for a number stays the text it was read as. */
function linesOf({ lines }: OrderPiece) {
  return lines.map(({ key, quantity }) => {
    const id = Number(key);
    return { lineId: Number.isSafeInteger(id) ? id : key, quantity };
  });
}

const perParcel = { per: 'package', budget: 'packageStatus', responses } as const;

/** Reasons and their numbers as the page about updatePackage lists them (503 is not among them). */
const REASONS = [
  ['500', 'Stok tükendi', 'Out of stock'],
  ['501', 'Kusurlu, defolu ya da bozuk ürün', 'Faulty or broken product'],
  ['502', 'Hatalı fiyat', 'Wrong price'],
  ['504', 'Entegrasyon hatası', 'Integration error'],
  ['505', 'Toplu alım', 'Bulk purchase'],
  ['506', 'Mücbir sebep', 'Force majeure'],
] as const;

const unsupplied: OrderAction = {
  ...perParcel,
  title: { tr: 'Tedarik edilemiyor', en: 'Cannot be supplied' },
  help: {
    tr: 'Paketteki bütün ürünler iptal edilir; Trendyol bunu tedarik edememe olarak kaydeder.',
    en: 'All products of the parcel are cancelled; Trendyol records that they could not be supplied.',
  },
  from: ['Created', 'Picking'],
  reaches: ['UnSupplied'],
  fields: [
    {
      name: 'reason',
      label: { tr: 'Neden', en: 'Reason' },
      maxLength: 3,
      choices: REASONS.map(([value, tr, en]) => ({ value, label: { tr, en } })),
    },
  ],
  final: true,
  request: put(`${parcel}/items/unsupplied`, docs.unsupplied),
  budget: 'unsupplied',
  bodies: (piece, { fields }) => [{ lines: linesOf(piece), reasonId: Number(fields.reason) }],
};

/**
 * Picking and Invoiced are the two statuses a seller sets; the others follow from the carrier. That Invoiced may come straight after
 * Created is told nowhere, so that it is offered after Picking only.
 */
export const orderChanges: OrderChanges = {
  look: {
    // Whether dates count beside package ids is not told; a package older than the list's week may be missing in the answer.
    request: {
      method: 'GET',
      origin: 'api',
      path: '/integration/order/sellers/{sellerId}/v2/orders',
      query: { shipmentPackageIds: '{look.ids}', page: '0', size: '200' },
      doc: docs.orders,
    },
    // A parcel that was split or cancelled in part lives on under other ids, which only the order's number finds.
    whole: {
      method: 'GET',
      origin: 'api',
      path: '/integration/order/sellers/{sellerId}/v2/orders',
      query: { orderNumber: '{look.ids}', page: '0', size: '200' },
      doc: docs.orders,
    },
    by: 'package',
    most: 50,
    budget: 'orderLook',
    records: 'content',
    raw: packageSchema,
    map: mapping(packageSchema, mapPackage).map as OrderChanges['look']['map'],
  },
  actions: {
    picking: {
      ...perParcel,
      title: { tr: 'Toplanıyor', en: 'Picking' },
      help: {
        tr: 'Siparişin hazırlanmaya başlandığı Trendyol’a bildirilir.',
        en: 'Trendyol is told that the order is being prepared.',
      },
      from: ['Created'],
      reaches: ['Picking', 'Invoiced'],
      request: put(parcel, docs.update),
      bodies: (piece) => [{ lines: linesOf(piece), params: {}, status: 'Picking' }],
    },
    invoiced: {
      ...perParcel,
      title: { tr: 'Faturalandı', en: 'Invoiced' },
      from: ['Picking'],
      reaches: ['Invoiced'],
      fields: [
        {
          name: 'invoiceNumber',
          label: { tr: 'Fatura no', en: 'Invoice number' },
          help: { tr: 'Boş bırakılabilir.', en: 'May be left empty.' },
          maxLength: 50,
          optional: true,
        },
      ],
      request: put(parcel, docs.update),
      bodies: (piece, { fields }) => [
        {
          lines: linesOf(piece),
          params: fields.invoiceNumber ? { invoiceNumber: fields.invoiceNumber } : {},
          status: 'Invoiced',
        },
      ],
    },
    unsupplied,
  },
};

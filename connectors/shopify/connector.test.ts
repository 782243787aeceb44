import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import {
  buildClientSchema,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type IntrospectionQuery,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  NoDeprecatedCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { MapContext } from '../../src/shared/connector/definition';
import { orderRecordSchema } from '../../src/shared/domain/order';
import { productStreamRecordSchema } from '../../src/shared/domain/product';
import { connector } from './connector';
import { tidyField } from './fields';
import orders from './fixtures/orders.json';
import products from './fixtures/products.json';
import * as orderQueries from './order-queries';
import { mapMoreLines, mapOrder, mapOrderOfFile, moreLines } from './orders';
import { mapMoreVariant, mapProduct, mapProductLine, moreVariants } from './products';
import * as queries from './queries';
import {
  moreLinesSchema,
  orderFileSchema,
  orderSchema,
  productLineSchema,
  productSchema,
  variantSchema,
} from './schema';
import { orderStatusOf } from './statuses';
import * as webhookQueries from './webhook-queries';
import * as writeQueries from './write-queries';

const lira = (minor: number) => ({ minor, currency: 'TRY' });
const context = (parent?: Record<string, string>): MapContext => ({
  fields: {},
  learned: { currency: 'TRY' },
  readAt: 0,
  parent,
});
const product = (index: number) => {
  const [record] = mapProduct(productSchema.parse(products.page[index]), context());
  productStreamRecordSchema.parse(record);
  return record;
};
const order = (changes: object = {}) =>
  orderRecordSchema.parse(mapOrder(orderSchema.parse({ ...orders.order, ...changes }))[0]);

describe('products', () => {
  it('carry their variants, and which there are when the list is complete', () => {
    expect(product(0)).toMatchObject({
      key: 'gid://shopify/Product/1',
      title: 'Bambu Havlu & Kese',
      brand: 'Çağlayan',
      category: 'Havlu',
      imageUrls: ['https://cdn.example.com/1.jpg'],
      status: 'active',
      variantKeys: ['gid://shopify/ProductVariant/11'],
    });
    expect(product(0)?.variants[0]).toMatchObject({
      key: 'gid://shopify/ProductVariant/11',
      sku: 'HVL-1',
      title: 'Bej / 50x90',
      price: lira(20000),
      listPrice: lira(24990),
      stock: 12,
      status: 'active',
      remoteIds: { productId: 'gid://shopify/Product/1', inventoryItemId: 'gid://shopify/InventoryItem/91' },
    });
  });

  it('with more variants than a page say nothing about which are gone, and read the rest', () => {
    expect(product(1)?.variantKeys).toBeUndefined();
    const bindings = moreVariants(productSchema.parse(products.page[1]));
    expect(bindings).toEqual([{ id: 'gid://shopify/Product/2', after: 'c2', status: 'DRAFT' }]);
    const [rest] = mapMoreVariant(
      variantSchema.parse(products.page[0]?.variants?.nodes[0]),
      context(bindings[0]),
    );
    expect(rest).toMatchObject({
      kind: 'variant',
      productKey: 'gid://shopify/Product/2',
      variant: { status: 'inactive' },
    });
  });

  it('keep price 0, count nothing that is not tracked, and have no title where there is no option', () => {
    expect(product(1)?.variants[0]).toMatchObject({
      price: lira(0),
      listPrice: null,
      stock: null,
      title: null,
      options: [],
      sku: null,
    });
    expect(product(1)?.brand).toBeNull();
  });

  it('with a price that is no number, or without an id, are refused', () => {
    expect(() => product(2)).toThrow('price: expected a decimal amount');
    expect(productSchema.safeParse(products.page[3]).success).toBe(false);
  });

  it('of the bulk file come line by line, the variant with its product’s status', () => {
    const records = products.file.flatMap((line) => mapProductLine(productLineSchema.parse(line), context()));
    expect(records.map((record) => productStreamRecordSchema.parse(record))).toMatchObject([
      { kind: 'product', key: 'gid://shopify/Product/1', variants: [] },
      { kind: 'variant', productKey: 'gid://shopify/Product/1', variant: { stock: 3, status: 'archived' } },
    ]);
    expect(productLineSchema.safeParse({ title: 'x' }).success).toBe(false);
  });
});

describe('orders', () => {
  it('come whole with every line, the parcel that counts and what was paid', () => {
    expect(order()).toMatchObject({
      key: 'gid://shopify/Order/5001',
      number: '#1001',
      placedAt: Date.UTC(2026, 10, 24, 5, 0, 1),
      modifiedAt: Date.UTC(2026, 10, 24, 5, 10),
      status: 'shipped',
      channelStatus: 'PAID / FULFILLED',
      total: lira(28500),
      discount: lira(1500),
      shipping: lira(0),
      tax: lira(4750),
      customerName: 'Şule Öz',
      phone: '+905550001122',
      packagesComplete: true,
    });
    expect(order().packages[0]).toMatchObject({
      key: '',
      carrier: 'Yurtiçi Kargo',
      trackingNumber: '123456789012',
      linesComplete: true,
    });
    expect(order().packages[0]?.lines[0]).toMatchObject({
      sku: 'HVL-1',
      quantity: 3,
      unitPrice: lira(10000),
      total: lira(28500),
      discount: lira(1500),
      vatRate: 20,
      variantKey: 'gid://shopify/ProductVariant/11',
    });
  });

  it('mark a line that was taken out of the order', () => {
    expect(order().packages[0]?.lines[1]).toMatchObject({ status: 'cancelled', channelStatus: 'REMOVED' });
  });

  it('add the tax where prices exclude it', () => {
    expect(order({ taxesIncluded: false }).packages[0]?.lines[0]?.total).toEqual(lira(28500 + 4750));
  });

  it('longer than a page keep the lines already known and read the rest', () => {
    const long = {
      lineItems: { ...orders.order.lineItems, pageInfo: { hasNextPage: true, endCursor: 'l2' } },
    };
    expect(order(long).packages[0]?.linesComplete).toBe(false);
    const bindings = moreLines(orderSchema.parse({ ...orders.order, ...long }));
    expect(bindings).toEqual([
      { id: 'gid://shopify/Order/5001', after: 'l2', status: 'shipped', word: 'PAID / FULFILLED' },
    ]);
    const [rest] = mapMoreLines(moreLinesSchema.parse(orders.order), context(bindings[0]));
    expect(orderRecordSchema.parse(rest)).toMatchObject({
      key: 'gid://shopify/Order/5001',
      packagesComplete: false,
      packages: [
        {
          key: '',
          status: 'shipped',
          linesComplete: false,
          lines: [{ key: 'gid://shopify/LineItem/1' }, {}],
        },
      ],
    });
  });

  it('of the bulk file are the same as those of the pages', () => {
    const { lineItems, ...fields } = orders.order;
    const [read] = mapOrderOfFile(orderFileSchema.parse({ ...fields, lines: lineItems.nodes }));
    expect(orderRecordSchema.parse(read)).toEqual(order());
  });

  it.each([
    [{ cancelledAt: '2026-11-24T05:00:00Z' }, 'cancelled'],
    [{ displayFinancialStatus: 'REFUNDED' }, 'returned'],
    [{ displayFinancialStatus: 'VOIDED' }, 'cancelled'],
    [{ displayFinancialStatus: 'PENDING', displayFulfillmentStatus: 'UNFULFILLED' }, 'awaiting'],
    [
      {
        displayFinancialStatus: 'PENDING',
        displayFulfillmentStatus: 'UNFULFILLED',
        paymentGatewayNames: ['Kapıda Ödeme'],
      },
      'new',
    ],
    [
      {
        displayFinancialStatus: 'PENDING',
        displayFulfillmentStatus: 'UNFULFILLED',
        paymentGatewayNames: ['Cash on Delivery (COD)'],
      },
      'new',
    ],
    [{ displayFulfillmentStatus: 'UNFULFILLED' }, 'new'],
    [{ displayFulfillmentStatus: 'ON_HOLD' }, 'new'],
    [{ displayFulfillmentStatus: 'PARTIALLY_FULFILLED' }, 'preparing'],
    [{ displayFulfillmentStatus: 'IN_PROGRESS' }, 'preparing'],
    [{ fulfillments: [{ status: 'SUCCESS', displayStatus: 'DELIVERED' }] }, 'delivered'],
    [{ fulfillments: [{ status: 'SUCCESS', displayStatus: 'NOT_DELIVERED' }] }, 'undelivered'],
    [{ fulfillments: [] }, 'shipped'],
    [{ displayFulfillmentStatus: 'RESTOCKED' }, 'returned'],
    [{ displayFulfillmentStatus: 'SOMETHING_NEW' }, 'unknown'],
  ])('%o is %s', (changes, expected) => {
    expect(orderStatusOf(orderSchema.parse({ ...orders.order, ...changes }))).toBe(expected);
  });
});

describe('the shop address', () => {
  it.each([
    ['magazam', 'magazam.myshopify.com'],
    ['https://Magazam.myshopify.com/admin/products', 'magazam.myshopify.com'],
    ['admin.shopify.com/store/magazam/settings', 'magazam.myshopify.com'],
    [' magazam.myshopify.com ', 'magazam.myshopify.com'],
    ['magazam.com', 'magazam.com'],
  ])('%s becomes %s', (typed, expected) => {
    expect(tidyField('shop', typed)).toBe(expected);
  });

  it('with another domain does not pass the form', () => {
    const pattern = new RegExp(`^(?:${connector.fields[0]?.pattern})$`, 'u');
    expect([
      pattern.test('magazam.com'),
      pattern.test('evil.com#.myshopify.com'),
      pattern.test('magazam.myshopify.com'),
    ]).toEqual([false, false, true]);
  });
});

/** The vendor's own introspection of the version this connector is written for. */
function vendorSchema(): GraphQLSchema {
  const file = new URL(
    `../../node_modules/@shopify/dev-mcp/dist/data/admin_${connector.apiVersion}.json.gz`,
    import.meta.url,
  );
  const text = gunzipSync(readFileSync(file)).toString('utf8');
  const wrapped = z.union([
    z.object({ data: z.object({ __schema: z.object({}).loose() }) }).transform((one) => one.data),
    z.object({ __schema: z.object({}).loose() }),
  ]);
  // graphql-js checks the rest itself and throws where it does not fit.
  return buildClientSchema(wrapped.parse(JSON.parse(text)) as unknown as IntrospectionQuery);
}

/** Points by the documented rules: an object 1, a connection its size times what is in it, scalars nothing. */
function costOf(schema: GraphQLSchema, document: DocumentNode): number {
  const operation = document.definitions.find((one) => one.kind === 'OperationDefinition');
  const root = operation?.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!operation || !root) throw new Error('no operation');
  return inside(operation.selectionSet, root, 1);

  function inside(selections: SelectionSetNode, type: GraphQLOutputType, times: number): number {
    const named = getNamedType(type);
    if (!isObjectType(named) && !isInterfaceType(named)) return 0;
    const fields = named.getFields();
    return selections.selections.reduce((sum, one) => {
      if (one.kind !== 'Field') return sum;
      const field = fields[one.name.value];
      if (!field || !one.selectionSet || !isCompositeType(getNamedType(field.type))) return sum;
      const size = sizeOf(one) ?? 1;
      // The entries of a connection are counted where they are named (`nodes`), of a plain list here.
      const own = getNamedType(field.type).name.endsWith('Connection') ? 1 : size;
      return sum + times * own + inside(one.selectionSet, field.type, times * size);
    }, 0);
  }

  function sizeOf(field: FieldNode): number | undefined {
    const first = field.arguments?.find((one) => one.name.value === 'first')?.value;
    return first?.kind === 'IntValue' ? Number(first.value) : undefined;
  }
}

describe('every document', () => {
  const schema = vendorSchema();
  const documents = Object.entries({ ...queries, ...orderQueries, ...writeQueries, ...webhookQueries });
  const sent = documents.filter(([name]) => !name.endsWith('Bulk'));

  it.each(documents)('%s is valid in the vendor’s schema and uses nothing deprecated', (_name, text) => {
    const problems = validate(schema, parse(text), [...specifiedRules, NoDeprecatedCustomRule]);
    expect(problems.map((problem) => problem.message)).toEqual([]);
  });

  it.each(sent)('%s costs less than the 1000 points one call may cost', (_name, text) => {
    const cost = costOf(schema, parse(text));
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(1000);
  });

  it.each(documents.filter(([name]) => name.endsWith('Bulk')))(
    '%s keeps to what bulk operations allow',
    (_name, text) => {
      const connections = [...text.matchAll(/edges \{/g)].length;
      expect(connections).toBeGreaterThanOrEqual(1);
      expect(connections).toBeLessThanOrEqual(5);
    },
  );

  it('that the definition sends is one of these', () => {
    const known = new Set<string>(documents.map(([, text]) => text));
    const requests = [
      ...connector.check.map((step) => step.request),
      ...Object.values(connector.streams).flatMap((stream) =>
        stream.parts.flatMap((part) => [part.request, part.child?.request, part.job?.start, part.job?.poll]),
      ),
    ].filter((request) => request !== undefined);
    const body = z.object({
      query: z.string(),
      variables: z.object({ query: z.string().nullish() }).loose(),
    });
    for (const request of requests) {
      const { query, variables } = body.parse(request.body);
      expect(known.has(query)).toBe(true);
      if (typeof variables.query === 'string') expect(known.has(variables.query)).toBe(true);
    }
  });

  it('holds nothing that would be taken for a placeholder', () => {
    for (const [, text] of documents) expect(text).not.toMatch(/\{[A-Za-z]/);
  });
});

describe('failures', () => {
  it.each([
    ['THROTTLED', 'limited', 'limit.reached'],
    ['MAX_COST_EXCEEDED', 'fail', 'chan.refusedRequest'],
    ['ACCESS_DENIED', 'reconnect', 'auth.noPermission'],
    ['SHOP_INACTIVE', 'reconnect', 'auth.shopFrozen'],
    ['INTERNAL_SERVER_ERROR', 'retry', 'chan.down'],
  ])('%s', (word, outcome, code) => {
    expect(connector.http.responses?.find((rule) => rule.equals === word)).toMatchObject({ outcome, code });
  });

  it('any other error in an answer of 200 ends the run instead of passing for an empty shop', () => {
    expect(connector.http.responses?.at(-1)).toEqual({
      status: [200],
      at: 'errors',
      outcome: 'fail',
      code: 'chan.refusedRequest',
    });
  });
});

import {
  type Answer,
  DEFAULT_SEED,
  html,
  json,
  type MarketplaceOptions,
  type MarketplaceRequest,
  type MarketplaceWithFloor,
  Random,
  SlidingBudget,
  startLoopback,
} from '../kit';
import { type ApiKey, authorise, type KeyPermission } from './access';
import { batchAnswer } from './batch';
import { behaviourOf, type HosterLimit, prefixed, routeOf, type ShopBehaviour } from './behaviour';
import { brokenWords, cannot, noRoute, WpError } from './errors';
import { dpOf, narrowed } from './fields';
import { wooFloor } from './floor';
import { pageOf, selectRows } from './list';
import type { Order, Product, Variation } from './model';
import { ORDER_STATUSES } from './orders';
import { type ListParameters, readParameters } from './parameters';
import { renderOrder, renderProduct, renderVariation, type Voice } from './render';
import { renderRefunds } from './render-refunds';
import { Saves } from './save';
import { saveOrder } from './save-order';
import { WooShop } from './shop';
import { systemStatus } from './status';
import { payloadOf, WooWebhooks } from './webhooks';
import { parseObject } from './write';

export interface WooCommerceOptions extends MarketplaceOptions, Partial<ShopBehaviour> {
  /** What the merchant's key may do (default read_write). */
  permission?: KeyPermission;
}

export interface WooCommerceMarketplace extends MarketplaceWithFloor<WooShop> {
  readonly behaviour: ShopBehaviour;
  /** Keys the shop knows; push another or change the permission of the first. */
  readonly keys: ApiKey[];
  readonly webhooks: WooWebhooks;
}

const ORDER_BY = ['date', 'id', 'include', 'title', 'slug', 'modified'];
const PRODUCT_ORDER_BY = [...ORDER_BY, 'price', 'popularity', 'rating', 'menu_order'];
const PRODUCT_STATUSES = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'];
const API = '/wc/v3';

/** A WooCommerce 11 shop on loopback (REST API v3, https://woocommerce.github.io/woocommerce-rest-api-docs/). */
export async function startWooCommerce(options: WooCommerceOptions = {}): Promise<WooCommerceMarketplace> {
  const seed = options.seed ?? DEFAULT_SEED;
  const now = options.now ?? Date.now;
  const random = new Random(seed);
  const data = new WooShop(random, now, options.products ?? 300, options.orders ?? 150, options.catalogue);
  const keys: ApiKey[] = [
    {
      consumerKey: `ck_${random.fork('key').hex(40)}`,
      consumerSecret: `cs_${random.fork('secret').hex(40)}`,
      permission: options.permission ?? 'read_write',
    },
  ];
  const behaviour = behaviourOf(options);
  const shop = new RestServer(data, keys, behaviour, now);
  const calls: Record<string, number> = {};
  const loopback = await startLoopback({
    received: ({ method, path }) => {
      const kind = `${method} ${path.replace(/^.*\/wc\/v3\//, '').replace(/\d+/g, '{id}')}`;
      calls[kind] = (calls[kind] ?? 0) + 1;
    },
    handle: (request) => shop.answer(request),
    now,
    port: options.port,
    words: brokenWords,
  });
  shop.url = loopback.url + behaviour.directory;
  data.onChange = (change) => shop.webhooks.changed(change);
  const first = keys[0];
  return {
    id: 'woocommerce',
    seed,
    ...loopback,
    credentials: {
      siteUrl: loopback.url + behaviour.directory,
      consumerKey: first?.consumerKey ?? '',
      consumerSecret: first?.consumerSecret ?? '',
    },
    data,
    floor: wooFloor(data, () => behaviour.currency.code, shop.saves.writes, calls, now),
    keys,
    behaviour,
    webhooks: shop.webhooks,
    stop: () => shop.webhooks.deliveries.stop(loopback),
  };
}

/** The WordPress REST server of the shop. */
class RestServer {
  url = '';
  readonly saves: Saves;
  readonly webhooks: WooWebhooks;
  private budget: { limit: HosterLimit; window: SlidingBudget } | undefined;
  private readonly prepared = new Map<
    string,
    { revision: number; rows: readonly (Product | Variation | Order)[] }
  >();

  constructor(
    private readonly data: WooShop,
    private readonly keys: readonly ApiKey[],
    private readonly behaviour: ShopBehaviour,
    private readonly now: () => number,
  ) {
    this.saves = new Saves(data, {
      now,
      decimalSeparator: () => behaviour.decimalSeparator,
      refuse: (id) => behaviour.refusedRows.get(id),
    });
    this.webhooks = new WooWebhooks({
      now,
      url: () => this.url,
      payload: (change) => payloadOf(change, data, this.voice(2)),
    });
  }

  answer(request: MarketplaceRequest): Answer {
    const route = routeOf(request, this.behaviour);
    if (route === undefined)
      return html(404, '<!DOCTYPE html><html lang="tr"><title>Sayfa bulunamadı</title></html>');
    const blocked = this.blocked();
    if (blocked !== undefined) return blocked;
    try {
      return prefixed(this.behaviour, narrowed(this.dispatch(request, route), request.query.get('_fields')));
    } catch (error) {
      if (error instanceof WpError) return prefixed(this.behaviour, error.answer());
      throw error;
    }
  }

  private blocked(): Answer | undefined {
    const { firewall, hosterLimit } = this.behaviour;
    if (firewall === 'forbidden')
      return html(
        403,
        '<html><head><title>403 Forbidden</title></head><body>Wordfence: erişim engellendi</body></html>',
      );
    if (firewall === 'modSecurity')
      return html(501, '<html><head><title>Not Implemented</title></head><body>Mod_Security</body></html>');
    if (hosterLimit === undefined) return undefined;
    if (this.budget?.limit !== hosterLimit) {
      this.budget = {
        limit: hosterLimit,
        window: new SlidingBudget(hosterLimit.calls, hosterLimit.perMs, this.now),
      };
    }
    if (this.budget.window.take().allowed) return undefined;
    const headers: Record<string, string> =
      hosterLimit.retryAfter === undefined ? {} : { 'retry-after': String(hosterLimit.retryAfter) };
    return html(
      hosterLimit.status,
      `<html><head><title>${hosterLimit.status}</title></head><body></body></html>`,
      headers,
    );
  }

  private dispatch(request: MarketplaceRequest, route: string): Answer {
    if (route === '' || route === API) return json(200, { namespace: 'wc/v3', routes: {} });
    if (!route.startsWith(`${API}/`)) throw noRoute();
    const [resource, id, child, childId, ...rest] = route.slice(API.length + 1).split('/');
    if (rest.length > 0) throw noRoute();
    const known = this.handlerFor(request, resource ?? '', id, child, childId);
    if (known === undefined) throw noRoute();
    authorise(request, this.keys, this.behaviour.stripsAuthorization);
    return known();
  }

  /** undefined when there is no such route or method, which WordPress says before it looks at the keys. */
  private handlerFor(
    request: MarketplaceRequest,
    resource: string,
    id?: string,
    child?: string,
    childId?: string,
  ): (() => Answer) | undefined {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const saves = request.method === 'PUT' || request.method === 'POST' || request.method === 'PATCH';
    const key = [
      resource,
      id === undefined ? '' : /^\d+$/.test(id) ? '{id}' : id,
      child ?? '',
      childId === undefined ? '' : '{id}',
    ]
      .filter(Boolean)
      .join('/');
    const row = Number(id);
    if (resource === 'webhooks' && child === undefined) return this.webhooks.route(request, id);
    if (request.method === 'POST' && key === 'products/batch') return () => this.batchProducts(request);
    if (request.method === 'POST' && key === 'products/{id}/variations/{id}' && childId === 'batch')
      return () => this.batchVariations(request, row);
    if (saves && key === 'products/{id}') return () => this.saveProduct(request, row);
    if (saves && key === 'products/{id}/variations/{id}')
      return () => this.saveVariation(request, row, Number(childId));
    if (saves && key === 'orders/{id}') return () => this.saveOneOrder(request, row);
    if (!reads) return undefined;
    switch (key) {
      case 'system_status':
        return () => json(200, systemStatus(this.url, this.behaviour));
      case 'data/currencies/current':
        return () => json(200, this.behaviour.currency);
      case 'products':
        return () => this.listProducts(request);
      case 'products/{id}':
        return () => this.oneProduct(request, row);
      case 'products/{id}/variations':
        return () => this.listVariations(request, row);
      case 'products/{id}/variations/{id}':
        return () => this.oneVariation(request, row, Number(childId));
      case 'variations':
        return this.behaviour.flatVariations ? () => this.listVariations(request) : undefined;
      case 'orders':
        return () => this.listOrders(request);
      case 'orders/{id}':
        return () => this.oneOrder(request, row);
      case 'orders/{id}/refunds':
        return () => this.listRefunds(request, row);
      default:
        return undefined;
    }
  }

  private listProducts(request: MarketplaceRequest): Answer {
    const parameters = this.parametersOf(request, PRODUCT_ORDER_BY, PRODUCT_STATUSES);
    const rows = this.rows('products', this.data.products.values(), parameters);
    const voice = this.voice(parameters.decimals);
    return this.page(request, 'products', rows, parameters, (product) =>
      renderProduct(product, this.childrenOf(product), voice),
    );
  }

  private oneProduct(request: MarketplaceRequest, id: number): Answer {
    const product = this.data.products.get(id);
    if (product === undefined) throw new WpError(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
    return json(200, renderProduct(product, this.childrenOf(product), this.voice(dpOf(request))));
  }

  private listVariations(request: MarketplaceRequest, productId?: number): Answer {
    const parameters = this.parametersOf(request, PRODUCT_ORDER_BY, PRODUCT_STATUSES);
    const product = productId === undefined ? undefined : this.data.products.get(productId);
    if (productId !== undefined && product === undefined)
      throw new WpError(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
    const source = product === undefined ? this.data.variations.values() : this.childrenOf(product);
    const rows = this.rows(`variations ${productId ?? ''}`, source, parameters);
    const voice = this.voice(parameters.decimals);
    const path = productId === undefined ? 'variations' : `products/${productId}/variations`;
    return this.page(request, path, rows, parameters, (variation) =>
      renderVariation(variation, this.data.product(variation.parentId), voice),
    );
  }

  private oneVariation(request: MarketplaceRequest, productId: number, id: number): Answer {
    const variation = this.variationOf(productId, id);
    return json(200, renderVariation(variation, this.data.product(productId), this.voice(dpOf(request))));
  }

  private variationOf(productId: number, id: number): Variation {
    const variation = this.data.variations.get(id);
    if (variation?.parentId !== productId)
      throw new WpError(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.');
    return variation;
  }

  private listOrders(request: MarketplaceRequest): Answer {
    const parameters = this.parametersOf(request, ORDER_BY, [
      'any',
      'trash',
      'auto-draft',
      ...ORDER_STATUSES,
    ]);
    const rows = this.rows('orders', this.data.orders.values(), parameters);
    const voice = this.voice(parameters.decimals);
    return this.page(request, 'orders', rows, parameters, (order) => renderOrder(order, voice));
  }

  private oneOrder(request: MarketplaceRequest, id: number): Answer {
    const order = this.data.orders.get(id);
    if (order === undefined) throw new WpError(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
    return json(200, renderOrder(order, this.voice(dpOf(request))));
  }

  private saveOneOrder(request: MarketplaceRequest, id: number): Answer {
    this.mayEdit(request, 'edit');
    saveOrder(this.data, id, parseObject(request.body));
    return this.oneOrder(request, id);
  }

  private listRefunds(request: MarketplaceRequest, id: number): Answer {
    const order = this.data.orders.get(id);
    if (order === undefined) throw new WpError(404, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.');
    const { page, perPage, decimals } = this.parametersOf(request, ORDER_BY, ['any']);
    const rows = renderRefunds(order, this.voice(decimals)).slice((page - 1) * perPage, page * perPage);
    return json(200, rows);
  }

  private saveProduct(request: MarketplaceRequest, id: number): Answer {
    this.mayEdit(request, 'edit');
    this.saves.product(id, parseObject(request.body), 'single');
    return this.oneProduct(request, id);
  }

  private saveVariation(request: MarketplaceRequest, productId: number, id: number): Answer {
    this.variationOf(productId, id);
    this.mayEdit(request, 'edit');
    this.saves.variation(id, parseObject(request.body), 'single');
    return this.oneVariation(request, productId, id);
  }

  private batchProducts(request: MarketplaceRequest): Answer {
    return this.batch(request, (id, fields) => {
      this.saves.product(id, fields, 'batch');
      return this.oneProduct(request, id);
    });
  }

  private batchVariations(request: MarketplaceRequest, productId: number): Answer {
    return this.batch(request, (id, fields) => {
      this.variationOf(productId, id);
      this.saves.variation(id, fields, 'batch');
      return this.oneVariation(request, productId, id);
    });
  }

  /** A key may write and its user still may not: that is told with 403, since somebody is signed in. */
  private mayEdit(request: MarketplaceRequest, what: 'edit' | 'batch'): void {
    const key = authorise(request, this.keys, this.behaviour.stripsAuthorization);
    if (key.editsProducts === false) throw cannot(what);
  }

  private batch(
    request: MarketplaceRequest,
    save: (id: number, fields: Readonly<Record<string, unknown>>) => Answer,
  ): Answer {
    this.mayEdit(request, 'batch');
    return batchAnswer(parseObject(request.body), (id, fields) => {
      const answer = save(id, fields);
      return 'json' in answer ? answer.json : null;
    });
  }

  private parametersOf(
    request: MarketplaceRequest,
    orderBy: readonly string[],
    statuses: readonly string[],
  ): ListParameters {
    const { ordersByModified, zoneMinutes, ignoresModifiedAfter } = this.behaviour;
    return readParameters(request.query, {
      orderBy: ordersByModified ? orderBy : orderBy.filter((name) => name !== 'modified'),
      statuses,
      zoneMinutes,
      ignoresModifiedAfter,
    });
  }

  /** Filtering and sorting a whole shop for each page would cost more than the page; one walk asks alike. */
  private rows<T extends Product | Variation | Order>(
    name: string,
    source: Iterable<T>,
    parameters: ListParameters,
  ): readonly T[] {
    const { page: _page, perPage: _perPage, offset: _offset, decimals: _decimals, ...asked } = parameters;
    const key = `${name} ${this.behaviour.zoneMinutes} ${JSON.stringify(asked)}`;
    const { revision } = this.data;
    const kept = this.prepared.get(key);
    // A key begins with its list's name, so what is kept under it came from this very source.
    if (kept?.revision === revision) return kept.rows as readonly T[];
    const rows = selectRows(source, parameters, this.behaviour.zoneMinutes);
    if (this.prepared.size > 40) this.prepared.clear();
    this.prepared.set(key, { revision, rows });
    return rows;
  }

  private page<T>(
    request: MarketplaceRequest,
    path: string,
    rows: readonly T[],
    parameters: ListParameters,
    render: (row: T) => unknown,
  ): Answer {
    const page = pageOf(rows, parameters, `${this.url}/wp-json${API}/${path}`, request.query);
    return json(200, page.rows.map(render), page.headers);
  }

  private childrenOf(product: Product): Variation[] {
    return product.variationIds.flatMap((id) => this.data.variations.get(id) ?? []);
  }

  private voice(decimals: number): Voice {
    return { url: this.url, zoneMinutes: this.behaviour.zoneMinutes, now: this.now(), decimals };
  }
}

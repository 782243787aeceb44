import { type ShopifyMarketplace, type ShopifyOptions, startShopify } from './server';

export type Json = Record<string, unknown>;

export const START = Date.UTC(2026, 10, 24, 9, 30, 0);

export interface GraphAnswer {
  status: number;
  headers: Headers;
  data: Json;
  errors: { message: string; path?: unknown[]; extensions?: Json }[];
  cost: {
    requestedQueryCost: number;
    actualQueryCost: number | null;
    throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
  };
  body: Json;
}

/** A shop on a clock that the test moves. */
export class Practice {
  shop!: ShopifyMarketplace;
  now = START;

  async open(options: ShopifyOptions = {}): Promise<ShopifyMarketplace> {
    this.now = START;
    this.shop = await startShopify({ products: 120, orders: 110, now: () => this.now, ...options });
    return this.shop;
  }

  async ask(
    query: string,
    variables: Json = {},
    more: { version?: string; token?: string } = {},
  ): Promise<GraphAnswer> {
    const answer = await fetch(`${this.shop.url}/admin/api/${more.version ?? '2026-10'}/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-access-token': more.token ?? this.shop.credentials.accessToken ?? '',
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await answer.json()) as Json;
    const list = Array.isArray(body.errors) ? (body.errors as GraphAnswer['errors']) : [];
    return {
      status: answer.status,
      headers: answer.headers,
      data: (body.data ?? {}) as Json,
      errors: list,
      cost: ((body.extensions ?? {}) as { cost: GraphAnswer['cost'] }).cost,
      body,
    };
  }

  /** The data of a query that must not fail. */
  async data(query: string, variables: Json = {}): Promise<Json> {
    const answer = await this.ask(query, variables);
    if (answer.status !== 200 || answer.body.errors !== undefined)
      throw new Error(JSON.stringify(answer.body).slice(0, 500));
    return answer.data;
  }

  /** Every node of a connection, page by page; the clock runs so that the bucket never empties. */
  async all(root: string, fields: string, args = '', size = 100): Promise<Json[]> {
    const rows: Json[] = [];
    for (let after: unknown = null; ; ) {
      this.now += 20_000;
      const data = await this.data(
        `query($after: String) { page: ${root}(first: ${size}, after: $after ${args}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const page = data.page as { nodes: Json[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      rows.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return rows;
      after = page.pageInfo.endCursor;
    }
  }
}

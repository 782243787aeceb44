import { expect, vi } from 'vitest';
import { MAIN_WAREHOUSE } from '../../../src/main/database';
import { variantCreateSchema } from '../../../src/shared/contract/stock';
import { variantIdSchema } from '../../../src/shared/domain/ids';
import { type InProcess, TOKEN } from './service-in-process';

export interface View {
  readonly token: string;
  readonly phase: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly columns: readonly {
    readonly index: number;
    readonly header: string;
    readonly field: string | null;
    readonly remembered: boolean;
  }[];
  readonly summary: {
    readonly rows: number;
    readonly kinds: Readonly<Record<string, number>>;
    readonly ambiguous: readonly { readonly column: string; readonly text: string }[];
  } | null;
  readonly result: {
    readonly batchId: string | null;
    readonly created: number;
    readonly changed: number;
    readonly failed: number;
  } | null;
  readonly error: { readonly code: string } | null;
}
export interface Row {
  readonly row: number;
  readonly kind: string;
  readonly changes: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
  readonly errors: readonly { readonly code: string; readonly facts: Record<string, unknown> }[];
}

export const csv = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

/** Imports as a caller of the API makes them. */
export function importsOf(kervan: InProcess) {
  async function send(name: string, body: Uint8Array | string) {
    const response = await kervan.app.request(
      `http://127.0.0.1:1/api/imports?name=${encodeURIComponent(name)}`,
      {
        method: 'POST',
        headers: { host: '127.0.0.1:1', authorization: `Bearer ${TOKEN}` },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      },
    );
    return { status: response.status, body: (await response.json()) as View & { code?: string } };
  }

  async function opened(name: string, body: Uint8Array | string): Promise<View> {
    const { status, body: view } = await send(name, body);
    expect(status, JSON.stringify(view)).toBe(201);
    return view;
  }

  const preview = (view: View, body: object = {}) =>
    kervan.call<View>('POST', `/api/imports/${view.token}/preview`, body);
  const rowsOf = async (view: View, kind?: string) =>
    (
      await kervan.call<{ items: Row[] }>(
        'GET',
        `/api/imports/${view.token}/rows${kind ? `?kind=${kind}` : ''}`,
      )
    ).items;

  async function apply(view: View, body: object = {}): Promise<View> {
    await kervan.call('POST', `/api/imports/${view.token}/apply`, body);
    return vi.waitFor(
      async () => {
        const now = await kervan.call<View>('GET', `/api/imports/${view.token}`);
        expect(now.phase).toBe('done');
        return now;
      },
      { timeout: 20_000 },
    );
  }

  async function variant(sku: string, onHand: number | null, more: object = {}): Promise<string> {
    const input = variantCreateSchema.parse({
      title: `Ürün ${sku}`,
      sku,
      counts: onHand === null ? [] : [{ warehouseId: MAIN_WAREHOUSE, onHand }],
      ...more,
    });
    return (await kervan.service.handlers['variants.create'](input)).variant.id;
  }

  const today = async (id: string) => {
    const { variant: found } = await kervan.service.handlers['stock.get']({
      variantId: variantIdSchema.parse(id),
    });
    return found;
  };

  return { send, opened, preview, rowsOf, apply, variant, today };
}

import { createHmac } from 'node:crypto';
import type { WooCommerceMarketplace } from '../../marketplaces/woocommerce/server';
import type { WooHook } from '../../marketplaces/woocommerce/webhooks';

/** The hook by which a WooCommerce shop tells of changed orders. */
export function orderHookOf(shop: WooCommerceMarketplace): WooHook {
  const hook = [...shop.webhooks.hooks.values()].find(({ topic }) => topic === 'order.updated');
  if (hook === undefined) throw new Error('no hook was made');
  return hook;
}

/** Sends a delivery as the shop would, signed with the hook's secret. */
export function deliver(hook: WooHook, deliveryId: string, content: object): Promise<Response> {
  const body = JSON.stringify(content);
  return fetch(hook.deliveryUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-wc-webhook-topic': 'order.updated',
      'x-wc-webhook-delivery-id': deliveryId,
      'x-wc-webhook-signature': createHmac('sha256', hook.secret).update(body).digest('base64'),
    },
  });
}

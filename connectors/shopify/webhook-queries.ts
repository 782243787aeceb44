/* The documents about webhooks; see queries.ts for the rules they keep. */

/** Shopify lists the hooks of this app only. */
export const listHooks = `query KervanWebhooks {
  webhookSubscriptions(first: 250) {
    nodes {
      id
      topic
      uri
    }
  }
}`;

export const addHook = `mutation KervanAddWebhook($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription {
      id
    }
    userErrors {
      field
      message
    }
  }
}`;

export const removeHook = `mutation KervanRemoveWebhook($id: ID!) {
  webhookSubscriptionDelete(id: $id) {
    deletedWebhookSubscriptionId
    userErrors {
      field
      message
    }
  }
}`;

/* The documents that move an order on; see queries.ts for the rules they keep. */

/** What is left to be sent of an order, by the place it is sent from. */
export const openWork = `query KervanOpenWork($id: ID!) {
  order(id: $id) {
    fulfillmentOrders(first: 20) {
      nodes {
        id
        supportedActions {
          action
        }
        assignedLocation {
          name
          location {
            id
          }
        }
      }
    }
  }
}`;

export const fulfil = `mutation KervanFulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment {
      id
    }
    userErrors {
      field
      message
    }
  }
}`;

export const cancel = `mutation KervanCancel($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refundMethod: OrderCancelRefundMethodInput, $notifyCustomer: Boolean) {
  orderCancel(orderId: $orderId, reason: $reason, restock: $restock, refundMethod: $refundMethod, notifyCustomer: $notifyCustomer) {
    job {
      id
    }
    orderCancelUserErrors {
      code
      field
      message
    }
  }
}`;

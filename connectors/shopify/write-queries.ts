/* The documents that write and read back; see queries.ts for the rules they keep. */

/** `$key` makes a repeated call safe: Shopify answers it with the first one's result. */
export const setQuantities = `mutation KervanSetQuantities($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`;

export const setPrices = `mutation KervanSetPrices($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: true) {
    productVariants {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`;

export const shownVariants = `query KervanShownVariants($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProductVariant {
      id
      price
      compareAtPrice
      inventoryQuantity
      inventoryItem {
        tracked
      }
    }
  }
}`;

/** The oldest active location, and whether there is another. */
export const firstLocation = `query KervanLocation {
  locations(first: 2, sortKey: ID) {
    nodes {
      id
    }
  }
}`;

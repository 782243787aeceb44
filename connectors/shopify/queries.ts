/*
 * Every document the connector sends; connector.test.ts validates each against the vendor's introspection of 2026-10.
 * Braces keep their distance from names, so that nothing in a document looks like a placeholder.
 * Sizes keep the worst cost of one call under 1000 points: see README.md.
 */

export const shopQuery = `query KervanShop {
  shop {
    id
    name
    myshopifyDomain
    currencyCode
  }
  currentAppInstallation {
    accessScopes {
      handle
    }
  }
}`;

export const productProbe = `query KervanProductProbe {
  products(first: 1) {
    nodes {
      id
      updatedAt
    }
  }
}`;

export const orderProbe = `query KervanOrderProbe {
  orders(first: 1) {
    nodes {
      id
      updatedAt
    }
  }
}`;

const productFields = `
      id
      legacyResourceId
      title
      descriptionHtml
      vendor
      productType
      status
      onlineStoreUrl
      updatedAt
      featuredMedia {
        preview {
          image {
            url
          }
        }
      }`;

const variantFields = `
          id
          legacyResourceId
          title
          sku
          barcode
          price
          compareAtPrice
          inventoryQuantity
          updatedAt
          inventoryItem {
            id
            tracked
            locationsCount {
              count
            }
          }
          selectedOptions {
            name
            value
          }`;

export const productsPage = `query KervanProducts($after: String, $query: String) {
  products(first: 15, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {${productFields}
      variants(first: 10) {
        nodes {${variantFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`;

export const variantsPage = `query KervanVariants($id: ID!, $after: String) {
  product(id: $id) {
    status
    variants(first: 100, after: $after) {
      nodes {${variantFields}
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`;

/** Runs as a bulk operation: costs no points while it runs, and no page depth limits it. */
export const productsBulk = `{
  products {
    edges {
      node {${productFields}
        variants {
          edges {
            node {${variantFields}
              product {
                id
                status
              }
            }
          }
        }
      }
    }
  }
}`;

const shopMoney = `{
        shopMoney {
          amount
        }
      }`;

const lineFields = `
          id
          name
          sku
          quantity
          currentQuantity
          variant {
            id
            barcode
          }
          originalUnitPriceSet ${shopMoney}
          discountedUnitPriceAfterAllDiscountsSet ${shopMoney}
          taxLines {
            rate
            priceSet ${shopMoney}
          }`;

const addressFields = `{
        name
        company
        address1
        address2
        city
        province
        zip
        countryCodeV2
        phone
      }`;

const orderFields = `
      id
      legacyResourceId
      name
      createdAt
      processedAt
      updatedAt
      cancelledAt
      displayFinancialStatus
      displayFulfillmentStatus
      currencyCode
      taxesIncluded
      email
      phone
      note
      paymentGatewayNames
      totalPriceSet ${shopMoney}
      totalTaxSet ${shopMoney}
      totalDiscountsSet ${shopMoney}
      totalShippingPriceSet ${shopMoney}
      shippingAddress ${addressFields}
      billingAddress ${addressFields}
      fulfillments(first: 5) {
        status
        displayStatus
        trackingInfo {
          company
          number
          url
        }
      }`;

export const ordersPage = `query KervanOrders($after: String, $query: String) {
  orders(first: 6, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {${orderFields}
      lineItems(first: 10) {
        nodes {${lineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`;

/** Some orders by their ids: as large as a page of them. */
export const ordersById = `query KervanOrdersById($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Order {${orderFields}
      lineItems(first: 10) {
        nodes {${lineFields}
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}`;

export const linesPage = `query KervanOrderLines($id: ID!, $after: String) {
  order(id: $id) {
    id
    name
    currencyCode
    taxesIncluded
    updatedAt
    lineItems(first: 50, after: $after) {
      nodes {${lineFields}
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}`;

export const ordersBulk = `{
  orders {
    edges {
      node {${orderFields}
        lineItems {
          edges {
            node {${lineFields}
            }
          }
        }
      }
    }
  }
}`;

export const bulkStart = `mutation KervanBulk($query: String!, $groupObjects: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
    bulkOperation {
      id
      status
    }
    userErrors {
      field
      message
    }
  }
}`;

export const bulkState = `query KervanBulkState($id: ID!) {
  bulkOperation(id: $id) {
    id
    status
    errorCode
    url
    objectCount
  }
}`;

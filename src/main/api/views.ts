import type { OrderDetail } from '../../shared/contract/catalogue-data';
import type { ConnectionDetail, ConnectionSummary } from '../../shared/contract/connections';
import type { Problem } from '../../shared/contract/problems';
import type { Run } from '../../shared/contract/runs';
import type { MovementRow, StockSheet, VariantRow } from '../../shared/contract/stock';
import { type Money, minorDigits } from '../../shared/domain/money';
import type { ProductPageRow } from '../service/service';
import { iso } from './times';

/** Amount in major units (129.9); exact minor units stand beside it. */
function major(money: Money | null): number | null {
  return money === null ? null : money.minor / 10 ** minorDigits(money.currency);
}

export function productView(row: ProductPageRow) {
  return {
    id: row.id,
    connectionId: row.connectionId,
    sku: row.sku,
    barcode: row.barcode,
    title: row.title,
    variantTitle: row.variantTitle,
    brand: row.brand,
    category: row.category,
    price: major(row.price),
    priceMinor: row.price?.minor ?? null,
    listPrice: major(row.listPrice),
    currency: row.price?.currency ?? row.listPrice?.currency ?? null,
    stock: row.stock,
    vatRate: row.vatRate,
    status: row.status,
    channelStatus: row.channelStatus,
    remoteProductId: row.productKey,
    remoteVariantId: row.variantKey,
    remoteIds: row.remoteIds,
    url: row.url,
    imageUrl: row.imageUrl,
    modifiedAt: iso(row.modifiedAt),
    updatedAt: iso(row.updatedAt),
    gone: row.goneAt !== null,
  };
}

export function orderView(row: OrderDetail) {
  return {
    id: row.id,
    connectionId: row.connectionId,
    remoteId: row.key,
    number: row.number,
    status: row.status,
    channelStatus: row.channelStatus,
    currency: row.total?.currency ?? null,
    total: major(row.total),
    totals: {
      total: major(row.total),
      discount: major(row.discount),
      shipping: major(row.shipping),
      tax: major(row.tax),
    },
    placedAt: iso(row.placedAt),
    modifiedAt: iso(row.modifiedAt),
    dueAt: iso(row.dueAt),
    customer: { name: row.customerName, email: row.email, phone: row.phone },
    shippingAddress: row.shippingAddress,
    billingAddress: row.billingAddress,
    paymentMethod: row.paymentMethod,
    note: row.note,
    remoteIds: row.remoteIds,
    lines: row.lines.map((line) => ({
      id: line.key,
      sku: line.sku,
      barcode: line.barcode,
      title: line.title,
      quantity: line.quantity,
      unitPrice: major(line.unitPrice),
      total: major(line.total),
      discount: major(line.discount),
      vatRate: line.vatRate,
      status: line.status,
      channelStatus: line.channelStatus,
      packageId: line.packageKey,
      remoteVariantId: line.variantKey,
    })),
    packages: row.packages.map((one) => ({ ...one, id: one.key })),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}

export function connectionSummaryView(row: ConnectionSummary) {
  return {
    id: row.id,
    integration: row.integration,
    name: row.name,
    active: row.active,
    state: row.state,
    error: row.error,
    evidence: row.evidence,
    practice: row.practice,
    products: row.products,
    orders: row.orders,
    openProblems: row.openProblems,
    lastSyncAt: iso(row.lastSyncAt),
    nextSyncAt: iso(row.nextSyncAt),
    createdAt: iso(row.createdAt),
  };
}

export function connectionView(row: ConnectionDetail) {
  return {
    ...connectionSummaryView(row),
    credentials: {
      values: row.values,
      savedSecrets: row.savedSecrets,
      secretsSavedAt: iso(row.secretsSavedAt),
    },
    settings: row.settings,
    learned: row.learned,
    streams: row.streams.map(({ lastRun, ...stream }) => ({
      ...stream,
      lastRun: lastRun && { ...lastRun, endedAt: iso(lastRun.endedAt) },
      lastFullAt: iso(stream.lastFullAt),
      nextAt: iso(stream.nextAt),
      cursorAt: iso(stream.cursorAt),
    })),
    lastLimit: row.lastLimit && { ...row.lastLimit, at: iso(row.lastLimit.at) },
    pausedUntil: iso(row.pausedUntil),
    updatedAt: iso(row.updatedAt),
  };
}

export function runView(run: Run) {
  const finished = ['done', 'partial', 'failed', 'cancelled'].includes(run.state);
  return {
    ...run,
    finished,
    createdAt: iso(run.createdAt),
    startedAt: iso(run.startedAt),
    endedAt: iso(run.endedAt),
    streams: run.streams.map((stream) => ({
      ...stream,
      startedAt: iso(stream.startedAt),
      endedAt: iso(stream.endedAt),
      wait: stream.wait && { ...stream.wait, until: iso(stream.wait.until) },
    })),
  };
}

export function alertView(problem: Problem, sentence: string) {
  const { error, ...rest } = problem;
  return {
    ...rest,
    ...error,
    message: sentence,
    firstSeenAt: iso(problem.firstSeenAt),
    lastSeenAt: iso(problem.lastSeenAt),
    snoozedUntil: iso(problem.snoozedUntil),
    closedAt: iso(problem.closedAt),
    nextTryAt: iso(problem.nextTryAt),
  };
}

export function variantView({ createdAt, updatedAt, openedAt, deletedAt, ...row }: VariantRow) {
  const price = (minor: number | null) => major(minor === null ? null : { minor, currency: row.currency });
  return {
    ...row,
    basePrice: price(row.basePriceMinor),
    baseListPrice: price(row.baseListPriceMinor),
    cost: price(row.costMinor),
    openedAt: iso(openedAt),
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    deleted: deletedAt !== null,
  };
}

export function sheetView({ variant, levels }: StockSheet) {
  return { ...variantView(variant), levels };
}

export function movementView(row: MovementRow) {
  return { ...row, at: iso(row.at) };
}

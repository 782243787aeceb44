import type { ConnectionDetail, ConnectionSummary } from '../../shared/contract/connections';
import type { Problem } from '../../shared/contract/problems';
import type { Run } from '../../shared/contract/runs';
import type { MovementRow, StockSheet, VariantRow } from '../../shared/contract/stock';
import { type Money, minorDigits } from '../../shared/domain/money';
import { iso } from './times';

/** Amount in major units (129.9); exact minor units stand beside it. */
function major(money: Money | null): number | null {
  return money === null ? null : money.minor / 10 ** minorDigits(money.currency);
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

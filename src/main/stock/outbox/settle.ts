import type { LocalRefusal, RowResult } from '../../../shared/connector/write';
import type { ValueKind } from '../../../shared/domain/listing-value';
import { AppError, type WireError } from '../../../shared/errors/app-error';
import type { Database, SendTarget, StoredValue, WriteTransaction } from '../../database';
import { listingName } from '../names';
import { asStock } from '../next-value';
import { refreshListing } from '../wanted';

/** How long after a call whose end is not known the channel is asked what it shows. */
const READ_BACK_AFTER_MS = 5_000;
/** A channel that keeps saying "later" is believed this often. */
const MOST_RETRIES = 20;
/** Rows settled in one transaction. */
const STEP_ROWS = 40;

export interface Told {
  readonly channel: string;
  readonly now: number;
}

/** What becomes of one listing's rows; `target` null = the listing is deleted. */
type SettleListing = (tx: WriteTransaction, target: SendTarget | null, rows: readonly StoredValue[]) => void;

/** The words of the channel for each row of a call; rows it does not name are read back. */
export function settleResults(
  database: Database,
  sendId: number,
  results: readonly RowResult[],
  told: Told,
): Promise<void> {
  const byKey = new Map(results.map((result) => [result.key, result]));
  return settleInSteps(database, sendId, (tx, target, rows) => {
    const result = target === null ? undefined : byKey.get(target.key);
    for (const row of rows) {
      if (target === null || result === undefined) tx.values.save(doubtful(row, told.now));
      else settleRow(tx, row, target, result, rows.length > 1, told);
    }
  });
}

/** Nobody knows whether the channel took the call: its rows are read back. */
export function settleDoubtful(database: Database, sendId: number, now: number): Promise<void> {
  return settleInSteps(database, sendId, (tx, _, rows) => {
    for (const row of rows) tx.values.save(doubtful(row, now));
  });
}

/** The channel surely took nothing of the call: that was no try. `nextAt` null = its rows are as due as before. */
export function settleNotTaken(
  database: Database,
  sendId: number,
  nextAt: number | null = null,
): Promise<void> {
  return settleInSteps(database, sendId, (tx, _, rows) => {
    for (const row of rows) tx.values.save(notTaken(row, nextAt ?? row.nextAt));
  });
}

/** The one row of a call was refused as a whole. */
export function settleRefusedCall(
  database: Database,
  sendId: number,
  error: WireError,
  told: Told,
): Promise<void> {
  return settleInSteps(database, sendId, (tx, target, rows) => {
    for (const row of rows) tx.values.save(refused(row, withNames(error, row, target, told), told.now));
  });
}

/** The call itself ends with its last row: what a crash leaves in between is asked back. */
async function settleInSteps(database: Database, sendId: number, settle: SettleListing): Promise<void> {
  while (!database.write((tx) => settleStep(tx, sendId, settle))) await database.turn();
}

/** True when no row is left. */
function settleStep(tx: WriteTransaction, sendId: number, settle: SettleListing): boolean {
  const rows = tx.values.ofSend(sendId, STEP_ROWS);
  const isLast = rows.length < STEP_ROWS;
  const byListing = Map.groupBy(rows, (row) => row.listingId);
  // The rows of one listing are settled together: the last one may have more.
  const cut = isLast ? undefined : rows.at(-1)?.listingId;
  for (const [listingId, own] of byListing) {
    if (listingId === cut) continue;
    settle(tx, tx.values.sendTarget(listingId), own);
    refreshListing(tx, listingId);
  }
  if (isLast) tx.sends.end(sendId);
  return isLast;
}

/** The connector itself cannot send this value; no call was made. */
export function settleLocalRefusal(
  tx: WriteTransaction,
  value: StoredValue,
  target: SendTarget,
  refusal: LocalRefusal,
  told: Told,
): void {
  const row = tx.values.find(value.listingId, value.kind);
  if (row?.state !== 'queued') return;
  const error = new AppError(refusal.code, { facts: { ...refusal.facts, local: true } }).toWire();
  tx.values.save(refused({ ...row, sent: row.wanted }, withNames(error, row, target, told), told.now));
}

function settleRow(
  tx: WriteTransaction,
  row: StoredValue,
  target: SendTarget,
  result: RowResult,
  travelledTogether: boolean,
  told: Told,
): void {
  const { now } = told;
  switch (result.outcome) {
    case 'confirmed':
      tx.values.save(confirmed(row, now));
      if (row.sent !== null) tx.values.shows(row.listingId, row.sent);
      return;
    case 'stale':
      // Somebody else changed it: what stands there now is read before anything is sent again.
      tx.values.save({ ...doubtful(row, now), nextAt: now });
      return;
    case 'notTaken':
      tx.values.save(notTaken(row, now));
      return;
    case 'refused': {
      // The reason for one of two values says nothing against the other: that one goes again by itself.
      if (travelledTogether && isAboutOther(result.code, row.kind)) {
        tx.values.save({ ...row, state: 'queued', sendId: null, nextAt: now });
        return;
      }
      const later = result.retryAfterSeconds;
      if (later !== undefined && row.attempts < MOST_RETRIES) {
        tx.values.save({ ...row, state: 'queued', sendId: null, nextAt: now + later * 1000 });
        return;
      }
      const facts = { ...result.facts, ...(result.reason === null ? {} : { text: result.reason }) };
      const error = new AppError(result.code, { facts }).toWire();
      tx.values.save(refused(row, withNames(error, row, target, told), now));
      return;
    }
  }
}

function confirmed(row: StoredValue, now: number): StoredValue {
  return {
    ...row,
    state: 'confirmed',
    confirmed: row.sent,
    confirmedAt: now,
    error: null,
    difference: null,
    differsSince: null,
    attempts: 0,
    nextAt: 0,
    sendId: null,
  };
}

function refused(row: StoredValue, error: WireError, now: number): StoredValue {
  return {
    ...row,
    state: 'refused',
    error,
    difference: 'refused',
    differsSince: row.differsSince ?? now,
    nextAt: 0,
    sendId: null,
  };
}

/** That was no try. */
function notTaken(row: StoredValue, nextAt: number): StoredValue {
  return { ...row, state: 'queued', sendId: null, attempts: Math.max(0, row.attempts - 1), nextAt };
}

function doubtful(row: StoredValue, now: number): StoredValue {
  return { ...row, state: 'unknown', nextAt: now + READ_BACK_AFTER_MS, sendId: null };
}

function isAboutOther(code: string, kind: ValueKind): boolean {
  return kind === 'stock' ? code.startsWith('price.') : code.startsWith('stock.');
}

/** The names a sentence needs; facts the channel told stay. */
function withNames(
  error: WireError,
  row: StoredValue,
  target: SendTarget | null,
  { channel }: Told,
): WireError {
  const sku = target === null ? '' : listingName(target);
  const there = row.kind === 'stock' ? (asStock(row.confirmed)?.quantity ?? target?.stock ?? null) : null;
  return { ...error, facts: { sku, channel, text: '', count: there, ...error.facts } };
}

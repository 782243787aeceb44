export { type Backup, type BackupOptions, listBackups, restoreBackup } from './backup';
export { Database, type WriteTransaction } from './database';
export { databasePath } from './database-files';
export { eraseConnection, forgetSeen, sweepListings } from './long-work';
export { newConnectionId, newRunId } from './new-id';
export { type DatabaseLog, type OpenDatabaseOptions, openDatabase } from './open-database';
export type { ProblemFilter, StoredProblem } from './problem-rows';
export type { FullOddRecord, QuarantineFilter, StoredOddRecord } from './quarantine-rows';
export type { DayFigures, Totals } from './read/figures-reader';
export type { ListingFacets, ListingPageRow, RowPage } from './read/listings-reader';
export type { OrderPageRow } from './read/orders-reader';
export type { PageRequest } from './read/page-cursor';
export type { PreviewSource } from './read/preview-reader';
export { createReader, type Reader, type ReaderOptions } from './read/reader';
export type { ShownListing, ShownPage, ShownValue } from './read/values-reader';
export type { RunFilter, StoredRun, StoredRunStream } from './run-rows';
export type { Stamp } from './stamp';
export {
  type ChannelValue,
  freshValue,
  type SendTarget,
  type StoredValue,
  type ValueTarget,
} from './value-rows';
export type { AnswerKey, StoredAnswer } from './write/answers-writer';
export type { BatchChange, BatchKind, PlacedChange, StoredBatch } from './write/batches-writer';
export type { ConnectionChange, NewConnection, StoredConnection } from './write/connections-writer';
export type { StoredCursor } from './write/cursors-writer';
export type { EndpointChange, StoredEndpoint } from './write/endpoints-writer';
export type {
  DeliveryContent,
  DeliveryFilter,
  DeliveryState,
  FreshDelivery,
  NewDelivery,
  StoredDelivery,
  WaitingGroup,
} from './write/inbox-writer';
export { type LineListing, type StoredLineStock, skuCodeOf } from './write/line-stock-writer';
export type { DecidedPlace, StoredDecision } from './write/match-lists';
export type {
  MatchListing,
  ProposalFilter,
  ProposalPlace,
  StoredMatch,
  StoredProposal,
} from './write/matches-writer';
export type { StoredOrderDocument } from './write/order-documents';
export type { StoredOrderEvent } from './write/order-events-writer';
export type { OrderWrite, WriteOrdersResult } from './write/orders-writer';
export type { ProblemReport } from './write/problems-writer';
export type { ApplyResult, PageContext, SweepStep } from './write/products-writer';
export type { OddRecordWrite } from './write/quarantine-writer';
export type { PendingRules, StoppedVariant, StoredRate } from './write/rules-writer';
export type { NewRun, PageProgress } from './write/runs-writer';
export type { StoredSend } from './write/sends-writer';
export {
  type Actor,
  MAIN_WAREHOUSE,
  type Movement,
  type StockReader,
  type StoredMovement,
  type WarehouseLevel,
} from './write/stock-writer';
export type { StoredToken } from './write/tokens-writer';
export { ValuesReader } from './write/values-writer';
export {
  BLANK_VARIANT,
  type StoredVariant,
  type VariantData,
  type VariantsReader,
} from './write/variants-writer';

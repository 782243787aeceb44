import type { Database } from '../database';
import type { Reader } from '../database/read/reader';
import type { Log } from '../log/log';
import type { Outbox } from '../stock/outbox/outbox';
import type { SyncCoordinator } from '../sync/coordinator';
import type { RunProgress } from '../sync/run-view';
import type { Scheduler } from '../sync/scheduler';
import type { Vault } from '../vault';
import type { AbsenceWatch } from './absence';
import type { Connectors } from './connectors';
import type { EventHub } from './events';
import type { Failures } from './failures';
import type { LastLimits } from './last-limits';
import type { ClientMaker } from './open-connection';
import type { OrderReads } from './order-reads';
import type { WebhookDesk } from './webhook-desk';

/** What the handlers work with; made once in create-service. */
export interface ServiceContext {
  readonly database: Database;
  readonly reader: Reader;
  readonly vault: Vault;
  readonly coordinator: SyncCoordinator;
  readonly scheduler: Scheduler;
  readonly progress: RunProgress;
  readonly events: EventHub;
  readonly failures: Failures;
  readonly lastLimits: LastLimits;
  readonly connectors: Connectors;
  readonly clients: ClientMaker;
  readonly outbox: Outbox;
  readonly orderReads: OrderReads;
  readonly webhooks: WebhookDesk;
  readonly absence: AbsenceWatch;
  readonly now: () => number;
  readonly log: Log;
}

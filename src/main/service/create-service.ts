import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { ServiceHandlers } from '../../shared/contract';
import { type Database, eraseConnection, openDatabase } from '../database';
import { createReader } from '../database/read/reader';
import { SyncCoordinator } from '../sync/coordinator';
import { RunProgress } from '../sync/run-view';
import { Scheduler } from '../sync/scheduler';
import { openVault, type Vault } from '../vault';
import { AbsenceWatch } from './absence';
import { openApiAnswers } from './api-answers';
import { openApiTokens, tokenHandlers } from './api-tokens';
import { tellState } from './app-state';
import { isScheduled } from './connection-facts';
import { connectionHandlers } from './connections';
import { createConnectors } from './connectors';
import type { ServiceContext } from './context';
import { DailyBackup } from './daily-backup';
import { createEventHub } from './events';
import { Failures } from './failures';
import { ImportDesk } from './import-desk';
import { importFiles, importHandlers } from './imports';
import { integrationHandlers } from './integrations';
import { createLastLimits } from './last-limits';
import { createLimiterMemory } from './limiter-memory';
import { matchingHandlers } from './matching';
import { createNews } from './news';
import { createClientMaker } from './open-connection';
import { createOrderChanger, orderActionHandlers } from './order-actions';
import { OrderReads } from './order-reads';
import { createOutbox } from './outbox';
import { overviewHandlers } from './overview';
import { planOf } from './plan';
import { problemHandlers } from './problems';
import { quarantineHandlers } from './quarantine';
import { exportRows, rowHandlers, rowPages } from './rows';
import { rulesHandlers } from './rules';
import { runHandlers } from './runs';
import { createSchedulePause } from './schedule-pause';
import { createSentences } from './sentences';
import type { ApiAnswers, KervanService, ServiceOptions } from './service';
import { stockHandlers } from './stock';
import { valueHandlers } from './values';
import { variantHandlers } from './variants';
import { keepWalShort } from './wal-keeper';
import { WebhookDesk } from './webhook-desk';
import { webhookHandlers } from './webhooks';

/** How often snoozed problems and timed pauses are looked at. */
const HOUSEKEEPING_MS = 30_000;
/** Ended runs are kept this long; a schedule of five minutes makes a hundred thousand a year. */
const RUNS_KEPT_MS = 90 * 24 * 3_600_000;
const RUNS_PRUNED_AT_ONCE = 200;
/** Readings by themselves that brought nothing are shown this long. */
const QUIET_RUNS_KEPT_MS = 3_600_000;
const QUIET_RUNS_UP_TO = 'quietRunsUpTo';

/**
 * Opens the data folder and puts everything together. Throws AppError db.* (in use, newer, damaged, read-only) or vault.*
 * (wrong key, locked); then nothing stays open.
 */
export async function createService(options: ServiceOptions): Promise<KervanService> {
  const database = await openDatabase(options);
  try {
    const vault = await openVault({ database, keyring: options.keyring, registry: options.secretRegistry });
    return assemble(options, database, vault);
  } catch (error) {
    database.close();
    throw error;
  }
}

function assemble(options: ServiceOptions, database: Database, vault: Vault): KervanService {
  const { now, log } = options;
  const events = createEventHub(log);
  const connectors = createConnectors();
  const lastLimits = createLastLimits(database);
  const { allowHosts } = options;
  const limiterMemory = createLimiterMemory({ database, now, log });
  const clients = createClientMaker({ connectors, vault, allowHosts, lastLimits, limiterMemory, now, log });
  const definitions = new Map<string, ConnectorDefinition>();
  const scheduler = new Scheduler({
    plan: () => planOf(context, definitions),
    startRun: (id, streams, mode) =>
      void context.coordinator.start(id, { streams, mode, startedBy: 'schedule' }),
    now,
    log,
  });
  const news = createNews(() => context);
  const coordinator = new SyncCoordinator({
    database,
    open: (connection) => clients.open(connection),
    now,
    log,
    news,
  });
  const orderReads = new OrderReads(() => context);
  const { outbox, finish: finishValues } = createOutbox({
    context: () => context,
    orderReads,
    ...{ database, clients, now, log },
  });
  const context: ServiceContext = {
    database,
    reader: createReader({ ...options, workerFile: options.readerWorker }),
    vault,
    coordinator,
    scheduler,
    progress: new RunProgress(now),
    events,
    failures: new Failures(database),
    lastLimits,
    connectors,
    clients,
    outbox,
    orderReads,
    webhooks: new WebhookDesk(() => context, { database, allowHosts, now, log }),
    absence: new AbsenceWatch({
      ...{ database, now },
      isScheduled(connection) {
        const definition = definitions.get(connection.integration);
        return definition !== undefined && isScheduled(connection, definition, 'orders');
      },
    }),
    now,
    log,
  };
  /** Definitions of connections that are there; the scheduler plans without waiting. */
  const loadDefinitions = async (): Promise<void> => {
    for (const { integration } of database.connections.list()) {
      if (!definitions.has(integration)) definitions.set(integration, await connectors.load(integration));
    }
    scheduler.look();
  };
  events.on('rules.changed', () => void outbox.recompute());
  events.on('connection.changed', ({ id }) => outbox.look(id));
  events.on(
    'connection.changed',
    () => void loadDefinitions().catch((error: unknown) => log.error('connector not loaded', { error })),
  );

  const changer = createOrderChanger(() => context, news);
  const pauses = createSchedulePause(database, now);
  const sentences = createSentences();
  const desk = new ImportDesk(context);
  const backups = new DailyBackup(context);
  const answers = openApiAnswers(context);
  const endWalKeeping = options.readerWorker ? keepWalShort(database, context.reader, log) : () => undefined;
  let housekeeping: NodeJS.Timeout | undefined;
  return {
    handlers: { ...handlersOf(context, options, desk), ...orderActionHandlers(context, changer) },
    events,
    rows: rowPages(context),
    imports: importFiles(desk, sentences),
    tokens: openApiTokens(context, options.apiToken),
    answers,
    sentence: sentences.error,
    exportRows: (request, signal) => exportRows(context, sentences, request, signal),
    async start() {
      await loadDefinitions();
      context.absence.beat();
      finishErasing(context);
      coordinator.recover();
      const paused = pauses.current();
      if (paused !== null) {
        scheduler.pause(paused.until);
        outbox.pause(paused.until);
      }
      scheduler.start();
      outbox.start();
      await context.webhooks.start();
      housekeeping = setInterval(() => {
        keepHouse(context, answers);
        backups.look();
      }, HOUSEKEEPING_MS);
      housekeeping.unref();
      tellState(context);
    },
    wake() {
      context.absence.beat();
      scheduler.look();
      context.webhooks.wake();
    },
    schedulePause: () => pauses.current(),
    pauseSchedules(until) {
      pauses.keep({ until });
      scheduler.pause(until);
      outbox.pause(until);
      tellState(context);
    },
    resumeSchedules() {
      pauses.keep(null);
      scheduler.resume();
      outbox.resume();
      tellState(context);
    },
    async stop() {
      clearInterval(housekeeping);
      endWalKeeping();
      scheduler.stop();
      await context.webhooks.stop();
      await Promise.all([outbox.stop(), coordinator.stop(), changer.stop(), desk.close()]);
      news.finish();
      finishValues();
      await context.reader.close();
      await clients.close();
      limiterMemory.stop();
      vault.close();
      database.close();
    },
  };
}

function handlersOf(
  context: ServiceContext,
  options: ServiceOptions,
  desk: ImportDesk,
): Omit<ServiceHandlers, keyof ReturnType<typeof orderActionHandlers>> {
  return {
    ...integrationHandlers(context),
    ...connectionHandlers(context),
    ...runHandlers(context),
    ...rowHandlers(context),
    ...problemHandlers(context),
    ...quarantineHandlers(context),
    ...matchingHandlers(context),
    ...importHandlers(context, desk),
    ...stockHandlers(context),
    ...variantHandlers(context),
    ...rulesHandlers(context),
    ...webhookHandlers(context),
    ...tokenHandlers(context),
    ...valueHandlers(context),
    ...overviewHandlers(context, {
      version: options.version,
      practice: options.practice,
      apiUrl: options.apiUrl ?? (() => null),
      keyring: { kind: options.keyring.kind, backend: options.keyring.backend ?? options.keyring.kind },
    }),
  };
}

/** Deletions that a crash interrupted. */
function finishErasing({ database, log }: ServiceContext): void {
  for (const id of database.connections.deleting()) {
    eraseConnection(database, id).catch((error: unknown) =>
      log.error('connection not erased yet', { connectionId: id, error }),
    );
  }
}

/** Ends snoozes and timed pauses whose time has come. */
function keepHouse(context: ServiceContext, answers: ApiAnswers): void {
  const { database, now, events, log } = context;
  try {
    context.absence.beat();
    if (database.write((tx) => tx.problems.wake(now())) > 0) tellState(context);
    answers.prune();
    database.writePage((tx) => {
      tx.runs.prune(now() - RUNS_KEPT_MS, RUNS_PRUNED_AT_ONCE);
      const after = Number(tx.meta.get(QUIET_RUNS_UP_TO) ?? 0);
      const { upTo } = tx.runs.forgetQuiet(after, now() - QUIET_RUNS_KEPT_MS, RUNS_PRUNED_AT_ONCE);
      if (upTo !== after) tx.meta.set(QUIET_RUNS_UP_TO, String(upTo));
    });
    for (const one of database.connections.list()) {
      if (one.state !== 'paused' || one.pausedUntil === null || one.pausedUntil > now()) continue;
      database.write((tx) =>
        tx.connections.update(one.id, { state: 'active', pausedAt: null, pausedUntil: null }),
      );
      context.coordinator.resumeConnection(one.id);
      events.emit('connection.changed', { id: one.id });
    }
  } catch (error) {
    log.error('housekeeping failed', { error });
  }
}

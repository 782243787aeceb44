import { join } from 'node:path';
import type { ConnectorDefinition } from '../../shared/connector/definition';
import type { HookAccess } from '../../shared/contract/webhooks';
import type { ConnectionId } from '../../shared/domain/ids';
import type { StreamName } from '../../shared/domain/stream';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import type { EndpointChange, StoredEndpoint } from '../database';
import { createThrottle } from '../sync/throttle';
import { hookPath } from '../webhooks/address';
import { Doors } from '../webhooks/door';
import { InboxQueue } from '../webhooks/inbox-queue';
import { startListener } from '../webhooks/listener';
import { Probes } from '../webhooks/probes';
import { register, unregister } from '../webhooks/registrar';
import { InboxWorker } from '../webhooks/worker';
import type { ServiceContext } from './context';
import { endComplaints } from './problems';
import { complain } from './webhook-problems';
import { readBecauseTold } from './webhook-readings';
import {
  doorOf,
  exchangeSecret,
  forgetSecrets,
  type HookSecrets,
  hookSecrets,
  keepBefore,
  secretField,
} from './webhook-secrets';
import { WebhookTunnel } from './webhook-tunnel';
import { WebhookWay } from './webhook-way';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_EVERY_MS = 60_000;
const CHECK_EVERY_MS = 5 * 60_000;
const COMPARE_EVERY_MS = HOUR_MS;
/** Channels may sign with the secret before for an hour; deliveries that are repeated later come within a day. */
const BEFORE_COUNTS_MS = DAY_MS;
const SETTLED_KEPT_MS = 7 * DAY_MS;
const ANY_KEPT_MS = 30 * DAY_MS;
const PRUNED_AT_ONCE = 200;
const NEWS_INTERVAL_MS = 500;
const CHANNEL_TIMEOUT_MS = 60_000;
const FAREWELL_TIMEOUT_MS = 10_000;

/** Doors, inbox and the channels' hooks of all connections. */
export class WebhookDesk {
  readonly #context: () => ServiceContext;
  readonly #doors = new Doors();
  readonly #rules = new Map<ConnectionId, ConnectorDefinition>();
  readonly #inbox: InboxQueue;
  readonly #worker: InboxWorker;
  readonly way: WebhookWay;
  readonly tunnel: WebhookTunnel;
  readonly #news = createThrottle<void>(NEWS_INTERVAL_MS, () =>
    this.#context().events.emit('webhooks.changed', {}),
  );
  /** One change of a connection's hooks at a time. */
  readonly #turns = new Map<ConnectionId, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #stopping = false;

  constructor(
    context: () => ServiceContext,
    parts: Pick<ServiceContext, 'database' | 'now' | 'log'> & { readonly allowHosts: readonly string[] },
  ) {
    this.#context = context;
    const { database, now, log } = parts;
    const changed = (): void => this.#news.push();
    this.#inbox = new InboxQueue({
      ...{ database, now },
      arrived: () => {
        this.#worker.look();
        changed();
      },
      refused: (id) => {
        const [row] = database.inbox.list({ connectionId: id, state: 'refused', limit: 1 });
        const count = (row?.repeats ?? 0) + 1;
        complain(context(), id, new AppError('hook.badSignature', { facts: { count } }));
        changed();
      },
      failed: (error) => log.error('refused deliveries not counted', { error }),
    });
    this.#worker = new InboxWorker({
      ...{ database, now, log, changed },
      rulesOf: (id) => this.#rules.get(id)?.webhooks ?? null,
      read: (id, stream, signal) => readBecauseTold(context(), id, stream, signal),
    });
    const probes = new Probes();
    this.way = new WebhookWay({
      ...{ database, probes, changed, now, log, allowHosts: parts.allowHosts },
      isAllowed: (url) => context().clients.isAllowed(url),
      listen: (port) => startListener({ doors: this.#doors, inbox: this.#inbox, probes, now, log }, port),
      tunnel: () => this.tunnel.view(),
    });
    this.tunnel = new WebhookTunnel({
      ...{ database, changed, now, log, way: this.way },
      ...{ folder: join(database.dataDir, 'tunnel'), environment: process.env, platform: process.platform },
      proven: () => void this.setUpAll(),
    });
  }

  async start(): Promise<void> {
    const { database, log } = this.#context();
    for (const endpoint of database.endpoints.list()) {
      await this.#openDoor(endpoint).catch((error: unknown) =>
        log.error('door not opened', { connectionId: endpoint.connectionId, error }),
      );
    }
    await this.way.start();
    this.tunnel.start().catch((error: unknown) => log.error('tunnel not started', { error }));
    this.#worker.look();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await Promise.all([this.tunnel.stop(), this.way.stop()]);
    this.#inbox.close();
    await Promise.allSettled([this.#worker.stop(), this.#looking, ...this.#turns.values()]);
    this.#news.flush();
  }

  readingEnded(connectionId: ConnectionId, stream: StreamName, begunAt: number | null): void {
    if (begunAt === null) return;
    const { log } = this.#context();
    this.#worker
      .readingEnded(connectionId, stream, begunAt)
      .then((settled) => {
        // A delivery that proved itself was read: the secret is right.
        if (settled > 0 && !this.#stopping) this.#endComplaint(connectionId, 'hook.badSignature');
      })
      .catch((error: unknown) => log.error('complaint not closed', { connectionId, error }));
  }

  /** The computer slept or was offline. */
  wake(): void {
    this.tunnel.wake();
    this.#look();
  }

  /** Deliveries that were set aside were taken up again, or a connection works again. */
  look(): void {
    this.#worker.look();
    this.#news.push();
  }

  enable(id: ConnectionId): Promise<HookAccess | null> {
    return this.#inTurn(id, async () => {
      const { database } = this.#context();
      const definition = await this.#definition(id);
      const { webhooks } = definition;
      if (webhooks === undefined)
        throw new AppError('hook.notSupported', { facts: { integration: definition.title } });
      const secrets = await this.#secrets(id, definition);
      database.write((tx) => tx.endpoints.create(id, webhooks.registration ? 'waiting' : 'byHand'));
      await this.way.listen();
      await this.#openDoor(database.endpoints.find(id));
      await this.#setUp(id, false);
      return this.#access(definition, secrets);
    });
  }

  disable(id: ConnectionId): Promise<void> {
    return this.#inTurn(id, async () => {
      const { database, vault } = this.#context();
      if (database.endpoints.find(id) === null) return;
      await this.#takeLeave(id);
      this.#closeDoor(id);
      database.write((tx) => tx.endpoints.remove(id));
      await forgetSecrets(vault, id);
      for (const code of ['hook.badSignature', 'hook.switchedOff', 'hook.secretMissing'] as const)
        this.#endComplaint(id, code);
      this.#news.push();
    });
  }

  repair(id: ConnectionId): Promise<void> {
    return this.#inTurn(id, () => this.#setUp(id, false));
  }

  /** Kervan's own secret is exchanged; where the channel signs with a field of the connection, the person changes that. */
  rotate(id: ConnectionId): Promise<HookAccess | null> {
    return this.#inTurn(id, async () => {
      const { database, vault, now } = this.#context();
      const definition = await this.#definition(id);
      const field = secretField(definition);
      if (field !== null) throw new AppError('input.invalid', { facts: { field } });
      await exchangeSecret(vault, id);
      database.write((tx) => tx.endpoints.update(id, { previousUntil: now() + BEFORE_COUNTS_MS }));
      await this.#openDoor(database.endpoints.find(id));
      await this.#setUp(id, true);
      return this.#access(definition, await hookSecrets(vault, id, definition));
    });
  }

  /** Called before new field values of a connection are saved. */
  async fieldsChange(
    id: ConnectionId,
    definition: ConnectorDefinition,
    typed: Readonly<Record<string, string>>,
  ): Promise<void> {
    const { database, vault, now } = this.#context();
    if (database.endpoints.find(id) === null) return;
    if (await keepBefore(vault, id, definition, typed))
      database.write((tx) => tx.endpoints.update(id, { previousUntil: now() + BEFORE_COUNTS_MS }));
  }

  /** Its keys or its shop may be others now: the door is opened anew, and the hooks are looked at. */
  connectionChanged(id: ConnectionId): void {
    const { database, log } = this.#context();
    if (this.#stopping || database.endpoints.find(id) === null) return;
    this.#inTurn(id, async () => {
      await this.#openDoor(database.endpoints.find(id));
      await this.#setUp(id, false);
    }).catch((error: unknown) => log.error('door not opened', { connectionId: id, error }));
  }

  /** The connection is about to be deleted, while its keys are still there. */
  async forget(id: ConnectionId): Promise<void> {
    if (this.#context().database.endpoints.find(id) !== null) await this.#takeLeave(id);
    this.#closeDoor(id);
  }

  /** The address changed or was proved: every channel is told. */
  async setUpAll(): Promise<void> {
    for (const { connectionId } of this.#context().database.endpoints.list())
      await this.repair(connectionId).catch(() => undefined);
  }

  async #setUp(id: ConnectionId, renew: boolean): Promise<void> {
    const { database, now, log } = this.#context();
    const definition = await this.#definition(id);
    const rules = definition.webhooks?.registration;
    const address = this.way.provenAddress();
    if (rules === undefined) return this.#note(id, { state: 'byHand', address, checkedAt: now() });
    if (address === null) return this.#waitForAddress(id);
    try {
      const secrets = await this.#secrets(id, definition);
      const { client } = await this.#context().clients.open(database.connections.get(id));
      const whole = address + hookPath(secrets.token);
      const options = {
        client,
        rules,
        address: whole,
        secret: secretField(definition) === null ? secrets.secret : '',
      };
      const plan = await register({ ...options, signal: AbortSignal.timeout(CHANNEL_TIMEOUT_MS) }, renew);
      this.#note(id, { state: 'registered', address, checkedAt: now(), error: null });
      if (plan.switchedOff) {
        this.#note(id, { switchedOffAt: now() });
        complain(this.#context(), id, new AppError('hook.switchedOff'));
      } else if (plan.create.length + plan.activate.length === 0) this.#endComplaint(id, 'hook.switchedOff');
    } catch (thrown) {
      const error = toAppError(thrown);
      log.warn('hooks not set up', { connectionId: id, code: error.code, facts: error.facts });
      this.#note(id, { state: 'failed', error: error.toWire(), checkedAt: now() });
    }
  }

  /** Without any address hooks would only call into the void; with one that is lost for the moment they stay. */
  async #waitForAddress(id: ConnectionId): Promise<void> {
    const isGone = this.way.view().address === null;
    if (isGone) await this.#takeLeave(id);
    this.#note(id, { state: 'waiting', ...(isGone ? { address: null } : {}) });
  }

  /** Takes the hooks away at the channel; what does not succeed in time is left, and finds a closed door. */
  async #takeLeave(id: ConnectionId): Promise<void> {
    const { database, log, clients, vault } = this.#context();
    const connection = database.connections.find(id);
    if (connection === null) return;
    try {
      const definition = await this.#definition(id);
      const rules = definition.webhooks?.registration;
      const endpoint = database.endpoints.find(id);
      if (rules === undefined || endpoint?.address == null) return;
      const { token } = await hookSecrets(vault, id, definition);
      const { client } = await clients.open(connection);
      const address = endpoint.address + hookPath(token);
      await unregister({ client, rules, address, signal: AbortSignal.timeout(FAREWELL_TIMEOUT_MS) });
    } catch (thrown) {
      log.warn('hooks left at the channel', { connectionId: id, code: toAppError(thrown).code });
    }
  }

  async #openDoor(endpoint: StoredEndpoint | null): Promise<void> {
    if (endpoint === null) return;
    const { vault } = this.#context();
    const id = endpoint.connectionId;
    const definition = await this.#definition(id);
    const secrets = await hookSecrets(vault, id, definition);
    const door = doorOf(endpoint, definition, secrets);
    if (door === null || this.#context().database.endpoints.find(id) === null) return this.#closeDoor(id);
    this.#rules.set(id, definition);
    this.#doors.set(secrets.token, door);
  }

  #closeDoor(id: ConnectionId): void {
    this.#doors.remove(id);
    this.#rules.delete(id);
  }

  /** Throws when the field that proves deliveries was never given: a hook nobody can check is worse than none. */
  async #secrets(id: ConnectionId, definition: ConnectorDefinition): Promise<HookSecrets> {
    const { vault, database } = this.#context();
    const secrets = await hookSecrets(vault, id, definition);
    if (secrets.secret !== '') return secrets;
    const field = definition.fields.find((one) => one.name === secretField(definition));
    throw new AppError('hook.secretMissing', {
      facts: { connection: database.connections.get(id).name, field: field?.label.tr ?? '' },
    });
  }

  #access({ webhooks }: ConnectorDefinition, { token, secret }: HookSecrets): HookAccess | null {
    if (webhooks === undefined || webhooks.registration !== undefined) return null;
    const address = this.way.provenAddress() ?? '';
    const user = webhooks.proof.kind === 'basic' ? webhooks.proof.user : '';
    return { url: address + hookPath(token), user, password: secret };
  }

  async #definition(id: ConnectionId): Promise<ConnectorDefinition> {
    const { database, connectors } = this.#context();
    return connectors.load(database.connections.get(id).integration);
  }

  #note(id: ConnectionId, change: EndpointChange): void {
    this.#context().database.write((tx) => tx.endpoints.update(id, change));
    this.#news.push();
  }

  #look(): void {
    this.#looking ??= this.#lookAfter()
      .catch((error: unknown) => this.#context().log.error('webhooks not looked after', { error }))
      .finally(() => {
        this.#looking = null;
      });
  }

  /** Old deliveries go; the address is tried now and then, and the channels' lists compared. */
  async #lookAfter(): Promise<void> {
    const { database, now } = this.#context();
    database.writePage((tx) => tx.inbox.prune(now() - SETTLED_KEPT_MS, now() - ANY_KEPT_MS, PRUNED_AT_ONCE));
    const view = this.way.view();
    if (view.port !== null && !view.listening) await this.way.start();
    if (view.address === null || this.tunnel.isOpening) return;
    // A lost address is looked for more often: a tunnel that was started again is found within a minute.
    const checkEvery = view.checkError === null ? CHECK_EVERY_MS : LOOK_EVERY_MS / 2;
    if ((view.checkedAt ?? 0) < now() - checkEvery) {
      await this.way.check();
      this.#tellLoss();
      await this.tunnel.checked(this.way.provenAddress() !== null);
    }
    if (this.way.provenAddress() === null) return;
    for (const endpoint of database.endpoints.list()) {
      if (this.#stopping) return;
      const every = endpoint.state === 'failed' ? CHECK_EVERY_MS : COMPARE_EVERY_MS;
      const isDue = (endpoint.checkedAt ?? 0) < now() - every;
      const isElsewhere = endpoint.address !== this.way.provenAddress();
      if (isDue || isElsewhere || endpoint.state === 'waiting') await this.repair(endpoint.connectionId);
    }
  }

  #tellLoss(): void {
    const { address, checkError } = this.way.view();
    if (checkError === null) this.#endComplaint(null, 'tunnel.lost');
    else
      complain(
        this.#context(),
        null,
        new AppError('tunnel.lost', { facts: { url: address ?? '', minutes: 5 } }),
      );
  }

  #endComplaint(id: ConnectionId | null, code: ErrorCode): void {
    endComplaints(this.#context(), id, ({ error }) => error.code === code);
  }

  #inTurn<T>(id: ConnectionId, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(id, turn);
    const forget = (): void => {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    };
    turn.then(forget, forget);
    return turn;
  }
}

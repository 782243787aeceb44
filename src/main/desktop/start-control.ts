import type { KeyringState, StartState } from '../../shared/contract/desktop';
import { AppError, toAppError } from '../../shared/errors/app-error';
import type { Log } from '../log/log';
import type { KervanService } from '../service/service';
import type { Keyring } from '../vault/keyring';
import type { KeyringChoiceFile } from './keyring/keyring-choice';

export interface Backup {
  readonly path: string;
  /** UTC epoch ms. */
  readonly at: number;
  readonly bytes: number;
}

/** How the desktop reaches what it does not know itself: the service, its backups and the keyrings. */
export interface StartDoors {
  openService(keyring: Keyring): Promise<KervanService>;
  listBackups(): Promise<readonly Backup[]>;
  restoreBackup(path: string): Promise<void>;
  /** The keyring of this computer; null where it has none that really encrypts. */
  osKeyring(): Promise<{ readonly keyring: Keyring; readonly backend: string } | null>;
  /** A new one must be strong; one that exists is only tried. */
  passphraseKeyring(passphrase: string, isNew: boolean): Keyring;
  readonly choice: KeyringChoiceFile;
  /** The service is open and about to start its work. */
  onOpen(service: KervanService): void;
  onChange(state: StartState): void;
  readonly log: Log;
}

export interface StartControl {
  /** Chooses the keyring and opens the service as far as that goes without a person. */
  begin(): Promise<StartState>;
  state(): StartState;
  keyring(): Promise<KeyringState>;
  /** First start without a keyring of the computer. */
  setPassphrase(passphrase: string): Promise<KeyringState>;
  unlock(passphrase: string): Promise<KeyringState>;
  retry(): Promise<StartState>;
  restore(path: string): Promise<void>;
  /** The open service; waits while it is opening. Throws vault.locked, the reason of a failed start, or internal.stopping. */
  service(): Promise<KervanService>;
  /** Stops the service; nothing opens any more. */
  stop(): Promise<void>;
}

const PASSPHRASE = { kind: 'passphrase', backend: 'passphrase' } as const;
/** A backup helps against these alone. */
const MENDED_BY_BACKUP = new Set(['db.damaged', 'db.newer', 'db.migrationFailed']);

export function createStartControl(doors: StartDoors): StartControl {
  let state: StartState = { state: 'starting' };
  let current: KervanService | null = null;
  let ready: Extract<KeyringState, { state: 'ready' }> | null = null;
  let isStopping = false;
  // One step at a time: a person may press twice.
  let steps: Promise<unknown> = Promise.resolve();
  const waiting: (() => void)[] = [];

  function step<T>(run: () => Promise<T>): Promise<T> {
    const next = steps.then(run, run);
    steps = next.catch(() => undefined);
    return next;
  }

  function letGo(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function become(next: StartState): StartState {
    state = next;
    if (next.state !== 'starting') letGo();
    doors.onChange(next);
    return next;
  }

  async function failWith(thrown: unknown): Promise<StartState> {
    const error = toAppError(thrown);
    if (isStopping) return state;
    doors.log.error('start failed', { code: error.code, error: thrown });
    const backups = MENDED_BY_BACKUP.has(error.code) ? await doors.listBackups() : [];
    return become({ state: 'failed', error: error.toWire(), backups });
  }

  async function open(keyring: Keyring, opened: Extract<KeyringState, { state: 'ready' }>): Promise<void> {
    const service = await doors.openService(keyring);
    if (isStopping) {
      await service.stop();
      throw new AppError('internal.stopping');
    }
    current = service;
    ready = opened;
    const { kind, backend } = opened;
    doors.choice.write(kind === 'os' ? { kind, backend } : { kind: 'passphrase' });
    doors.onOpen(service);
    await service.start();
    become({ state: 'ready' });
  }

  async function begin(): Promise<StartState> {
    if (current !== null || isStopping) return state;
    become({ state: 'starting' });
    try {
      const choice = doors.choice.read();
      if (choice?.kind === 'passphrase') {
        return become({ state: 'keyring', keyring: { state: 'locked', kind: 'passphrase' } });
      }
      const found = await doors.osKeyring();
      if (found !== null) {
        await open(found.keyring, { state: 'ready', kind: 'os', backend: found.backend });
        return state;
      }
      if (choice !== null) throw new AppError('vault.keychainGone', { facts: { backend: choice.backend } });
      return become({ state: 'keyring', keyring: { state: 'needsPassphrase', reason: 'noKeychain' } });
    } catch (thrown) {
      // The note about the choice was lost; the vault itself knows.
      if (isForPassphrase(thrown)) {
        return become({ state: 'keyring', keyring: { state: 'locked', kind: 'passphrase' } });
      }
      return failWith(thrown);
    }
  }

  /** A wrong passphrase leaves the vault locked and is told to who typed it; any other failure is one of the start. */
  async function openWith(passphrase: string, isNew: boolean, before: StartState): Promise<KeyringState> {
    try {
      const keyring = doors.passphraseKeyring(passphrase, isNew);
      become({ state: 'starting' });
      const opened = { state: 'ready', ...PASSPHRASE } as const;
      await open(keyring, opened);
      return opened;
    } catch (thrown) {
      const error = toAppError(thrown);
      const isTyped = error.code === 'vault.wrongPassphrase' || error.code === 'vault.weakPassphrase';
      if (isTyped) become(before);
      else await failWith(thrown);
      throw error;
    }
  }

  function expectKeyring(wanted: KeyringState['state']): StartState {
    if (state.state === 'keyring' && state.keyring.state === wanted) return state;
    throw new AppError('input.invalid', { facts: { field: 'passphrase', reason: 'notExpected' } });
  }

  function whenOpened(): Promise<void> {
    if (state.state !== 'starting' || isStopping) return Promise.resolve();
    return new Promise((resolve) => void waiting.push(resolve));
  }

  return {
    begin: () => step(begin),
    state: () => state,
    async keyring() {
      await whenOpened();
      if (state.state === 'keyring') return state.keyring;
      if (ready !== null) return ready;
      throw failureOf(state);
    },
    setPassphrase: (passphrase) =>
      step(async () => openWith(passphrase, true, expectKeyring('needsPassphrase'))),
    unlock: (passphrase) => step(async () => openWith(passphrase, false, expectKeyring('locked'))),
    retry: () => step(begin),
    restore: (path) =>
      step(async () => {
        if (state.state !== 'failed') throw new AppError('db.inUse');
        if (!(await doors.listBackups()).some((backup) => backup.path === path))
          throw new AppError('input.notFound');
        await doors.restoreBackup(path);
        await begin();
      }),
    async service() {
      await whenOpened();
      if (isStopping) throw new AppError('internal.stopping');
      if (current !== null) return current;
      throw failureOf(state);
    },
    async stop() {
      isStopping = true;
      letGo();
      const service = current;
      current = null;
      await service?.stop();
      // An opening under way ends by stopping what it opened.
      await steps;
    },
  };
}

function isForPassphrase(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'vault.locked' && thrown.facts.stored === 'passphrase';
}

function failureOf(state: StartState): AppError {
  if (state.state === 'failed') return AppError.fromWire(state.error);
  return state.state === 'keyring' ? new AppError('vault.locked') : new AppError('internal.stopping');
}

import { expect, it, vi } from 'vitest';
import type { StartState } from '../../shared/contract/desktop';
import { AppError } from '../../shared/errors/app-error';
import type { ErrorCode } from '../../shared/errors/codes';
import { silentLog } from '../log/log';
import type { KervanService } from '../service/service';
import type { Keyring } from '../vault/keyring';
import type { KeyringChoice } from './keyring/keyring-choice';
import { createStartControl, type StartDoors } from './start-control';

const keyringOf = (kind: 'os' | 'passphrase') => ({ kind }) as unknown as Keyring;
const BACKUP = { path: '/data/backups/kervan-v1-1.db', at: 1, bytes: 100 };

interface World {
  choice?: KeyringChoice | null;
  os?: boolean;
  /** Failures of the next openings, in order. */
  failures?: ErrorCode[];
}

function desk({ choice = null, os = true, failures = [] }: World) {
  const service = {
    start: vi.fn(async () => undefined),
    stop: vi.fn(async () => undefined),
  } as unknown as KervanService;
  const states: StartState['state'][] = [];
  const world = { choice, os, opened: [] as string[] };
  const doors: StartDoors = {
    async openService(keyring) {
      const failure = failures.shift();
      if (failure !== undefined) throw new AppError(failure, { facts: { stored: 'passphrase' } });
      world.opened.push(keyring.kind);
      return service;
    },
    listBackups: async () => [BACKUP],
    restoreBackup: vi.fn(async () => undefined),
    osKeyring: async () => (world.os ? { keyring: keyringOf('os'), backend: 'gnome_libsecret' } : null),
    passphraseKeyring: (passphrase, isNew) => {
      if (isNew && passphrase.length < 12) throw new AppError('vault.weakPassphrase', { facts: { min: 12 } });
      return keyringOf('passphrase');
    },
    choice: { read: () => world.choice, write: (next) => void Object.assign(world, { choice: next }) },
    onOpen: vi.fn(),
    onChange: (state) => void states.push(state.state),
    log: silentLog,
  };
  return { control: createStartControl(doors), world, states, doors, service };
}

it('opens with the keyring of the computer and remembers it', async () => {
  const { control, world, states, service } = desk({});
  await expect(control.begin()).resolves.toEqual({ state: 'ready' });
  expect(states).toEqual(['starting', 'ready']);
  expect(world.choice).toEqual({ kind: 'os', backend: 'gnome_libsecret' });
  await expect(control.keyring()).resolves.toEqual({
    state: 'ready',
    kind: 'os',
    backend: 'gnome_libsecret',
  });
  await expect(control.service()).resolves.toBe(service);
});

it('without one asks for a passphrase and opens nothing before', async () => {
  const { control, world } = desk({ os: false });
  await control.begin();
  await expect(control.keyring()).resolves.toEqual({ state: 'needsPassphrase', reason: 'noKeychain' });
  await expect(control.service()).rejects.toMatchObject({ code: 'vault.locked' });
  await expect(control.setPassphrase('short')).rejects.toMatchObject({ code: 'vault.weakPassphrase' });
  expect(world).toMatchObject({ opened: [], choice: null });
  await control.setPassphrase('doğru at pil zımba');
  expect(world).toMatchObject({ opened: ['passphrase'], choice: { kind: 'passphrase' } });
  expect(control.state()).toEqual({ state: 'ready' });
});

it('asks for the passphrase at the next start, even if the computer has a keyring by then', async () => {
  const { control, world } = desk({ choice: { kind: 'passphrase' }, failures: ['vault.wrongPassphrase'] });
  await control.begin();
  await expect(control.keyring()).resolves.toEqual({ state: 'locked', kind: 'passphrase' });
  await expect(control.unlock('yanlış parola bu')).rejects.toMatchObject({ code: 'vault.wrongPassphrase' });
  expect(control.state()).toMatchObject({ state: 'keyring' });
  await control.unlock('doğru at pil zımba');
  expect(world.opened).toEqual(['passphrase']);
});

it('asks for the passphrase when only the vault remembers that there is one', async () => {
  const { control, world } = desk({ failures: ['vault.locked'] });
  await control.begin();
  await expect(control.keyring()).resolves.toEqual({ state: 'locked', kind: 'passphrase' });
  await control.unlock('doğru at pil zımba');
  expect(world.choice).toEqual({ kind: 'passphrase' });
});

it('takes no other passphrase for a vault that has one, nor one for a vault of the computer', async () => {
  const locked = desk({ choice: { kind: 'passphrase' } });
  await locked.control.begin();
  await expect(locked.control.setPassphrase('başka bir parola')).rejects.toMatchObject({
    code: 'input.invalid',
  });
  const open = desk({});
  await open.control.begin();
  await expect(open.control.unlock('başka bir parola')).rejects.toMatchObject({ code: 'input.invalid' });
});

it('says so when the keyring of the computer is gone, and goes on when it is back', async () => {
  const { control, world } = desk({ choice: { kind: 'os', backend: 'gnome_libsecret' }, os: false });
  await expect(control.begin()).resolves.toMatchObject({
    state: 'failed',
    error: { code: 'vault.keychainGone', facts: { backend: 'gnome_libsecret' } },
    backups: [],
  });
  expect(world.opened).toEqual([]);
  world.os = true;
  await expect(control.retry()).resolves.toEqual({ state: 'ready' });
});

it.each<[ErrorCode, number]>([
  ['db.damaged', 1],
  ['db.newer', 1],
  ['db.inUse', 0],
  ['db.readOnly', 0],
  ['disk.full', 0],
])('stays open with a reason after %s', async (code, backups) => {
  const { control } = desk({ failures: [code] });
  const state = await control.begin();
  expect(state).toMatchObject({ state: 'failed', error: { code } });
  expect(state.state === 'failed' && state.backups).toHaveLength(backups);
  await expect(control.service()).rejects.toMatchObject({ code });
});

it('goes back to a listed backup only, then opens', async () => {
  const { control, doors } = desk({ failures: ['db.damaged'] });
  await control.begin();
  await expect(control.restore('/etc/passwd')).rejects.toMatchObject({ code: 'input.notFound' });
  expect(doors.restoreBackup).not.toHaveBeenCalled();
  await control.restore(BACKUP.path);
  expect(doors.restoreBackup).toHaveBeenCalledWith(BACKUP.path);
  expect(control.state()).toEqual({ state: 'ready' });
  await expect(control.restore(BACKUP.path)).rejects.toMatchObject({ code: 'db.inUse' });
});

it('lets a question wait while it opens, and answers it when it has stopped', async () => {
  const { control, service } = desk({});
  const asked = control.service();
  await control.begin();
  await expect(asked).resolves.toBe(service);
  await control.stop();
  await expect(control.service()).rejects.toMatchObject({ code: 'internal.stopping' });
  expect(service.stop).toHaveBeenCalledTimes(1);
});

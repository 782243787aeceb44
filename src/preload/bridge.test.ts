import { expect, it, vi } from 'vitest';
import { windowOperations } from '../shared/contract';
import { eventNames } from '../shared/contract/events';
import { windowOperationNames } from '../shared/contract/operation-names';
import { createBridge } from './bridge';

function bridgeWithLine() {
  const invoke = vi.fn(async () => ({ ok: true, value: 1 }));
  const line = { deliver: (_name: unknown, _payload: unknown): void => undefined };
  const bridge = createBridge(
    { invoke, onEvent: (listener) => void Object.assign(line, { deliver: listener }) },
    { operations: windowOperationNames, events: eventNames, platform: 'linux' },
  );
  return { bridge, invoke, deliver: (name: unknown, payload: unknown) => line.deliver(name, payload) };
}

it('lists exactly the operations of the contract', () => {
  expect([...windowOperationNames].sort()).toEqual(Object.keys(windowOperations).sort());
});

it('shows the page three names and no more', () => {
  expect(Object.keys(bridgeWithLine().bridge).sort()).toEqual(['invoke', 'on', 'platform']);
});

it('passes a known operation on and answers an unknown one with an error', async () => {
  const { bridge, invoke } = bridgeWithLine();
  await expect(bridge.invoke('overview.get', {})).resolves.toEqual({ ok: true, value: 1 });
  const unknown = 'constructor' as 'overview.get';
  await expect(bridge.invoke(unknown, {})).resolves.toMatchObject({
    ok: false,
    error: { code: 'input.notFound' },
  });
  expect(invoke).toHaveBeenCalledTimes(1);
});

it('hands an event to its listeners until they leave, and drops unknown events', () => {
  const { bridge, deliver } = bridgeWithLine();
  const heard: string[] = [];
  const leave = bridge.on('navigate', (event) => void heard.push(event.to));
  const unknown = 'toString' as 'navigate';
  bridge.on(unknown, (event) => void heard.push(`wrong ${event.to}`));
  deliver('navigate', { to: '/runs' });
  deliver('toString', { to: '/x' });
  deliver({ name: 'navigate' }, { to: '/y' });
  leave();
  deliver('navigate', { to: '/orders' });
  expect(heard).toEqual(['/runs']);
});

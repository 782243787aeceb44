import { expect, it } from 'vitest';
import { PLACES } from './places';
import { shortcutRows } from './shortcuts';

it('lists the keys of this machine, and the letters only while they work', () => {
  const keysOf = (isMac: boolean, singleKeys: boolean) =>
    new Map(shortcutRows(PLACES, { isMac, singleKeys }).map(({ id, keys }) => [id, keys]));
  expect(keysOf(false, true).get('save')).toBe('Ctrl+S');
  expect(keysOf(true, true).get('save')).toBe('⌘+S');
  expect(keysOf(true, true).get('view')).toBe('⌘+1…9');
  expect(keysOf(false, true).get('orders')).toBe('G S');
  expect(keysOf(false, false).has('orders')).toBe(false);
  expect(keysOf(false, false).get('help')).toBe('F1');
});

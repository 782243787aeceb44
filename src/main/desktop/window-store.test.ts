import { expect, it } from 'vitest';
import { createWindowStore, defaultPreferences } from './window-store';

function storeWith(content: Record<string, unknown> = {}) {
  const file = new Map(Object.entries(content));
  const store = createWindowStore(
    { get: (key) => file.get(key), set: (key, value) => void file.set(key, value) },
    'tr',
  );
  return { store, file };
}

it('begins with the language of the system', () => {
  expect(storeWith().store.preferences()).toEqual(defaultPreferences('tr'));
});

it('keeps what was chosen and leaves the rest', () => {
  const { store, file } = storeWith();
  store.setPreferences({ theme: 'dark' });
  store.setPreferences({ screens: { products: '{"columns":[]}' } });
  store.setPreferences({ screens: { orders: '{}' }, language: undefined });
  const reopened = createWindowStore({ get: (key) => file.get(key), set: () => undefined }, 'en');
  expect(reopened.preferences()).toEqual({
    ...defaultPreferences('tr'),
    theme: 'dark',
    screens: { products: '{"columns":[]}', orders: '{}' },
  });
});

it('mends a damaged value without losing the others', () => {
  const { store } = storeWith({ preferences: { theme: 'pink', language: 'en', textSize: 1e9 } });
  expect(store.preferences()).toEqual({ ...defaultPreferences('en') });
  expect(storeWith({ preferences: 'oops' }).store.preferences()).toEqual(defaultPreferences('tr'));
});

it.each([
  [undefined, null],
  ['left', null],
  [{ x: 1, y: 2, width: -5, height: 10 }, null],
  [
    { x: 1, y: 2, width: 1200, height: 700 },
    { x: 1, y: 2, width: 1200, height: 700 },
  ],
])('reads saved bounds %j', (saved, expected) => {
  expect(storeWith({ bounds: saved }).store.bounds()).toEqual(expected);
});

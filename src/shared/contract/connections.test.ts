import { expect, it } from 'vitest';
import { createConnectionSchema, updateConnectionSchema } from './connections';

it('a change that does not name the settings leaves them alone', () => {
  expect(updateConnectionSchema.parse({ id: 'a', name: 'Ana mağaza' })).toEqual({
    id: 'a',
    name: 'Ana mağaza',
  });
  expect(updateConnectionSchema.parse({ id: 'a', settings: {} }).settings).toEqual({});
});

it('a new connection begins with no settings', () => {
  const made = createConnectionSchema.parse({ integration: 'trendyol', name: 'a', credentials: {} });
  expect(made).toMatchObject({ settings: {}, active: true });
});

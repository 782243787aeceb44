import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/app-error';
import { actionOf, base, channel, later, ok, row } from './test-kit/sending';
import type { ChannelClient } from './types';

describe('results that come later', () => {
  const rows = [row('a'), row('b')];
  const ask = (client: ChannelClient) => client.poll({ ...base(), rows, batchId: '77' });

  it('takes the number, asks under it, and hands over what came', async () => {
    const { send, client, sent } = await channel(actionOf({ answer: later }), [
      { status: 200, body: { batch: 77 } },
      { status: 200, body: { rows: null } },
      { status: 200, body: { rows: ['a'] } },
    ]);
    expect(await send()).toEqual({ kind: 'accepted', batchId: '77' });
    expect(await ask(client)).toEqual({ kind: 'pending' });
    expect(await ask(client)).toEqual({ kind: 'results', results: [{ key: 'a', outcome: 'confirmed' }] });
    expect(sent.at(-1)?.url.pathname).toBe('/batches/77');
  });

  it('is uncertain when no number came', async () => {
    const { send } = await channel(actionOf({ answer: later }), [{ status: 200, body: { batch: '' } }]);
    expect(await send()).toMatchObject({ kind: 'uncertain', error: { code: 'chan.badAnswer' } });
  });

  it('knows a number that is no longer known', async () => {
    const { client } = await channel(actionOf({ answer: later }), [{ status: 404, body: {} }]);
    expect(await ask(client)).toEqual({ kind: 'lost' });
  });

  it('asks again when the look fails: looking changes nothing', async () => {
    const { client, sent } = await channel(actionOf({ answer: later }), [
      new AppError('net.cutOff'),
      { status: 200, body: { nothing: true } },
      { status: 200, body: { rows: ['b'] } },
    ]);
    expect(await ask(client)).toMatchObject({ kind: 'results' });
    expect(sent).toHaveLength(3);
  });
});

describe('reading back', () => {
  it('asks for the rows and tells what is shown; a stranger is left out', async () => {
    const { client, sent } = await channel(actionOf(), [
      {
        status: 200,
        body: {
          shown: [
            { id: 'a', count: 4 },
            { id: 'z', count: 1 },
          ],
        },
      },
    ]);
    expect(await client.readBack({ ...base(), rows: [row('a'), row('b')] })).toEqual([
      { key: 'a', stock: 4 },
    ]);
    expect(sent[0]?.url.searchParams.get('ids')).toBe('a,b');
  });

  it('is repeated like every reading, and never asks for more than fits', async () => {
    const { client } = await channel(actionOf(), [
      { status: 500, body: {} },
      { status: 200, body: { shown: [] } },
    ]);
    expect(await client.readBack({ ...base(), rows: [row('a')] })).toEqual([]);
    await expect(client.readBack({ ...base(), rows: [row('a'), row('b'), row('c')] })).rejects.toMatchObject({
      code: 'internal.unexpected',
    });
  });

  it('is null where the action has none', async () => {
    const { readBack: _, ...without } = actionOf();
    const { client } = await channel(without, [ok]);
    expect(await client.readBack({ ...base(), rows: [row('a')] })).toBeNull();
  });
});

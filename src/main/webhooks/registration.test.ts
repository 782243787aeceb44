import { describe, expect, test } from 'vitest';
import type { RegisteredHook } from '../../shared/connector/webhook';
import { planRegistration } from './registration';

const PATH = '/hooks/own';
const NOW = `https://today.example${PATH}`;
const BEFORE = `https://yesterday.example${PATH}`;
const rules = { topics: ['order.created', 'order.updated'], per: 'topic' } as const;
const waking = {
  ...rules,
  activate: { request: { method: 'PUT', origin: 'shop', path: '/x', doc: '' } },
} as const;

let next = 0;
const hook = (address: string, topic: string, active = true): RegisteredHook => {
  next += 1;
  return { id: String(next), address, topics: [topic], active };
};
const plan = (
  registered: readonly RegisteredHook[],
  wanted: Parameters<typeof planRegistration>[0] = rules,
  renew = false,
) => planRegistration(wanted, registered, NOW, renew);

describe('what has to be done at the channel', () => {
  test('everything where there is nothing, nothing where all is right', () => {
    expect(plan([])).toMatchObject({ create: [['order.created'], ['order.updated']], remove: [], kept: 0 });
    const right = rules.topics.map((topic) => hook(NOW, topic));
    expect(plan(right)).toEqual({ create: [], activate: [], remove: [], kept: 2, switchedOff: false });
  });

  test('hooks of others are left alone, whatever they are about', () => {
    const others = [
      hook('https://other.example/hooks/theirs', 'order.created'),
      hook('https://today.example/hooks/another-connection', 'order.updated'),
      hook('not an address', 'order.updated'),
      hook(`${NOW}/more`, 'order.updated'),
    ];
    expect(plan(others)).toMatchObject({ create: [['order.created'], ['order.updated']], remove: [] });
  });

  test('those of the address before go when the new ones are there; doubles go too', () => {
    const old = rules.topics.map((topic) => hook(BEFORE, topic));
    expect(plan(old)).toMatchObject({ create: [['order.created'], ['order.updated']], remove: old });
    const [first, second, double] = [
      hook(NOW, 'order.created'),
      hook(NOW, 'order.updated'),
      hook(NOW, 'order.updated'),
    ];
    expect(plan([first, second, double])).toMatchObject({ create: [], remove: [double], kept: 2 });
  });

  test('one for a topic that is told no more goes', () => {
    const stale = hook(NOW, 'coupon.created');
    expect(plan([...rules.topics.map((topic) => hook(NOW, topic)), stale]).remove).toEqual([stale]);
  });

  test('one that was switched off is woken, or made anew where nobody can wake it', () => {
    const sleeping = hook(NOW, 'order.updated', false);
    const registered = [hook(NOW, 'order.created'), sleeping];
    expect(plan(registered, waking)).toMatchObject({
      create: [],
      activate: [sleeping],
      remove: [],
      switchedOff: true,
    });
    expect(plan(registered)).toMatchObject({
      create: [['order.updated']],
      remove: [sleeping],
      switchedOff: true,
    });
  });

  test('a new secret makes all of them anew', () => {
    const registered = rules.topics.map((topic) => hook(NOW, topic));
    expect(plan(registered, rules, true)).toMatchObject({
      create: [['order.created'], ['order.updated']],
      remove: registered,
      kept: 0,
    });
  });

  test('one hook for a whole connection is kept whatever topics the channel names', () => {
    const one = { ...rules, per: 'connection' } as const;
    expect(plan([], one).create).toEqual([['order.created', 'order.updated']]);
    expect(plan([hook(NOW, 'CREATED')], one)).toMatchObject({ create: [], remove: [], kept: 1 });
  });
});

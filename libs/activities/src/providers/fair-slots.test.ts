import { describe, expect, it } from 'vitest';
import { createFairSlots } from './fair-slots.ts';

const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('fair slots', () => {
  it('give a user alone every place, and no more than there are', async () => {
    const slots = createFairSlots(2);
    const taken: number[] = [];
    const calls = [1, 2, 3].map(async (call) => {
      const release = await slots.take('ann', never);
      taken.push(call);
      return release;
    });
    await settle();
    expect(taken).toEqual([1, 2]);
    (await calls[0])?.();
    await settle();
    expect(taken).toEqual([1, 2, 3]);
  });

  it('take turns between users, however many calls one of them has waiting', async () => {
    const slots = createFairSlots(1);
    const order: string[] = [];
    const call = async (user: string) => {
      const release = await slots.take(user, never);
      order.push(user);
      await settle();
      release();
    };
    const many = Array.from({ length: 6 }, () => call('many'));
    await settle();
    const few = [call('few'), call('few')];
    await Promise.all([...many, ...few]);
    expect(order.slice(0, 6).filter((user) => user === 'few')).toHaveLength(2);
  });

  it('go to whoever has the fewest, until all who wait have as many', async () => {
    const slots = createFairSlots(4);
    const held = { many: [] as (() => void)[], few: [] as (() => void)[] };
    const call = async (user: 'many' | 'few') => held[user].push(await slots.take(user, never));
    const calls = Array.from({ length: 8 }, () => call('many'));
    await settle();
    calls.push(...Array.from({ length: 4 }, () => call('few')));
    held.many.shift()?.();
    held.many.shift()?.();
    await settle();
    expect([held.many.length, held.few.length]).toEqual([2, 2]);
    held.many.shift()?.();
    await settle();
    expect([held.many.length, held.few.length]).toEqual([2, 2]);
    for (const release of [...held.many, ...held.few]) release();
    await settle();
    for (const release of [...held.many, ...held.few]) release();
    await Promise.all(calls);
  });

  it('are as many as they are resized to: whoever has one keeps it, and more are given out at once', async () => {
    const slots = createFairSlots(3);
    const held = await Promise.all([1, 2, 3].map(() => slots.take('ann', never)));
    slots.resize(1);
    const waiting: string[] = [];
    const wait = async (user: string) => {
      const release = await slots.take(user, never);
      waiting.push(user);
      return release;
    };
    const calls = [wait('ann'), wait('bob'), wait('cid')];
    held[0]?.();
    held[1]?.();
    await settle();
    expect(waiting).toEqual([]);
    expect(slots.load()).toEqual({ taken: 1, users: 3 });
    held[2]?.();
    await settle();
    expect(waiting).toHaveLength(1);
    slots.resize(3);
    await settle();
    expect(waiting.toSorted()).toEqual(['ann', 'bob', 'cid']);
    for (const release of await Promise.all(calls)) release();
    expect(slots.load()).toEqual({ taken: 0, users: 0 });
  });

  it('let a call that is given up leave the queue without losing a place', async () => {
    const slots = createFairSlots(1);
    const release = await slots.take('ann', never);
    const abort = new AbortController();
    const given = slots.take('bob', abort.signal);
    abort.abort(new Error('cancelled'));
    await expect(given).rejects.toThrow('cancelled');
    release();
    release();
    const next = await slots.take('cid', never);
    const blocked = slots.take('dan', abort.signal);
    await expect(blocked).rejects.toThrow('cancelled');
    next();
  });
});

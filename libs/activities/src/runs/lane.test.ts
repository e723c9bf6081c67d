import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runLane } from './lane.ts';

const always = () => Promise.resolve(true);
const never = new AbortController().signal;

describe('runLane', () => {
  it('works every item once and keeps the window full', async () => {
    const done: number[] = [];
    let underWay = 0;
    let most = 0;
    await runLane({
      items: Array.from({ length: 20 }, (_, index) => index),
      window: 4,
      signal: never,
      mayStartNext: always,
      async work(item) {
        underWay += 1;
        most = Math.max(most, underWay);
        await wait(5);
        underWay -= 1;
        done.push(item);
      },
    });
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(most).toBe(4);
  });

  it('begins with some of the window, and lets the others follow', async () => {
    const begun: number[] = [];
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const lane = runLane({
      items: [0, 1, 2, 3, 4, 5],
      window: 4,
      begunAtOnce: 2,
      signal: never,
      mayStartNext: always,
      async work(item) {
        begun.push(item);
        await held;
      },
    });
    await wait(0);
    expect(begun).toEqual([0, 1]);
    await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
    end();
    await lane;
    expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('finishes what is under way when an item fails, starts nothing new, and throws the first error', async () => {
    const finished: number[] = [];
    const lane = runLane({
      items: [0, 1, 2, 3],
      window: 2,
      signal: never,
      mayStartNext: always,
      async work(item) {
        if (item === 0) throw new Error('the first');
        await wait(20);
        finished.push(item);
      },
    });
    await expect(lane).rejects.toThrow('the first');
    expect(finished).toEqual([1]);
  });

  it('comes back early, without an error, when it may not start the next', async () => {
    const done: number[] = [];
    await runLane({
      items: [0, 1, 2],
      window: 1,
      signal: never,
      mayStartNext: () => Promise.resolve(done.length < 2),
      work: (item) => Promise.resolve(void done.push(item)),
    });
    expect(done).toEqual([0, 1]);
  });

  it('lets what is under way finish within the grace of a cancellation', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const lane = runLane({
      items: [0, 1, 2],
      window: 1,
      signal: controller.signal,
      mayStartNext: always,
      async work(item) {
        controller.abort(new Error('cancelled'));
        await wait(20);
        done.push(item);
      },
    });
    await expect(lane).rejects.toThrow('cancelled');
    expect(done).toEqual([0]);
  });

  it('aborts what is under way when the grace is over', async () => {
    const controller = new AbortController();
    const lane = runLane({
      items: [0],
      window: 1,
      signal: controller.signal,
      graceMs: 10,
      mayStartNext: always,
      async work(_item, signal) {
        controller.abort(new Error('cancelled'));
        await wait(60_000, undefined, { signal });
      },
    });
    await expect(lane).rejects.toThrow();
  });
});

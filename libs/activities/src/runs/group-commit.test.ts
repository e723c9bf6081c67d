import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit.ts';

describe('a group commit', () => {
  it('writes together what arrives in one turn of the event loop, and what arrives during a write', async () => {
    const groups: number[][] = [];
    const commit = createGroupCommit<number, number>({
      most: 100,
      write: async (entries) => {
        groups.push([...entries]);
        await wait(5);
        return entries.map((entry) => entry * 10);
      },
    });
    const first = [1, 2].map(commit);
    await wait(2);
    const later = [3, 4].map(commit);
    expect(await Promise.all([...first, ...later])).toEqual([10, 20, 30, 40]);
    expect(await commit(5)).toBe(50);
    expect(groups).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('never writes more than the most at once', async () => {
    const sizes: number[] = [];
    const commit = createGroupCommit<number, undefined>({
      most: 4,
      write: (entries) => {
        sizes.push(entries.length);
        return Promise.resolve(entries.map(() => undefined));
      },
    });
    await Promise.all(Array.from({ length: 10 }, (_, index) => commit(index)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
    expect(Math.max(...sizes)).toBe(4);
  });

  it('gathers entries for as long as it is told to, unless the group is full', async () => {
    const groups: number[][] = [];
    const write = (entries: readonly number[]) => {
      groups.push([...entries]);
      return Promise.resolve(entries);
    };
    const commit = createGroupCommit<number, number>({ most: 3, write, gatherMs: () => 20 });
    const first = commit(1);
    await wait(1);
    await Promise.all([first, commit(2)]);
    expect(groups).toEqual([[1, 2]]);
  });

  it('tells each entry of a group that failed, and goes on with the next', async () => {
    let failing = true;
    const commit = createGroupCommit<number, number>({
      most: 100,
      write: async (entries) => {
        await wait(1);
        if (failing) throw new Error('the database is away');
        return entries;
      },
    });
    const outcomes = await Promise.allSettled([commit(1), commit(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    failing = false;
    expect(await commit(3)).toBe(3);
  });

  it('fails rather than hanging when a write forgets an entry', async () => {
    const commit = createGroupCommit<number, number>({ most: 100, write: () => Promise.resolve([]) });
    await expect(commit(1)).rejects.toThrow('without a result');
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createSimulator } from '@understudy/simulator/app';
import { listen, type RunningSimulator } from '@understudy/simulator/listen';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idealMs, newBatch } from '../batch-shape.ts';
import { itemJobs } from '../peers/peer.ts';
import { rowCounts } from '../systems/measured-system.ts';
import { quarters } from './memory-course.ts';
import { watchMemory } from '../../measuring/peak-memory.ts';
import { countCalls } from './provider-calls.ts';

describe('a batch of a bench', () => {
  it('has as its ideal the calls in full rounds of the concurrency', () => {
    expect(idealMs(500, 200, 50)).toBe(2_000);
  });

  it('is like no other', () => {
    const [one, other] = [newBatch(2, 1), newBatch(2, 1)];
    expect(one.seed).not.toBe(other.seed);
    expect(one.batchId).not.toBe(other.batchId);
  });

  it('has a job for each item', () => {
    expect(itemJobs(newBatch(3, 1)).map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('tells lost rows from doubled ones', () => {
    expect(rowCounts(10, { rows: 10, items: 9 })).toEqual({ lost: 1, doubled: 1 });
  });
});

describe('quarters', () => {
  it('compares the last quarter with the second, since the first is warming up', () => {
    const samples = [0, 0, 5, 7, 9, 9, 20, 30];
    expect(quarters(samples)).toEqual({ secondQuarter: 6, lastQuarter: 25 });
  });
});

describe('countCalls', () => {
  let simulator: RunningSimulator;
  beforeEach(async () => {
    simulator = await listen(createSimulator());
  });
  afterEach(() => simulator.close());

  const embed = (input: string, signal?: AbortSignal): Promise<Response> =>
    fetch(`${simulator.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: 'Bearer bench', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'text-embedding-3-small', input }),
      ...(signal === undefined ? {} : { signal }),
    });

  it('counts only calls that were made since, and those of them that were made before', async () => {
    await embed('one');
    const count = await countCalls(simulator.url);
    await embed('one');
    await embed('two');
    await embed('two');
    expect(await count.now()).toBe(3);
    expect(await count.paidTwice()).toEqual({ cutOff: 0, repeated: 1 });
  });

  it('knows the calls that were cut off', async () => {
    const count = await countCalls(simulator.url);
    await fetch(`${simulator.url}/admin/latency`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms: 5_000 }),
    });
    await expect(embed('one', AbortSignal.timeout(100))).rejects.toThrow();
    await expect.poll(async () => (await count.paidTwice()).cutOff).toBe(1);
  });
});

describe.runIf(process.platform === 'linux')('watchMemory', () => {
  it('answers with a peak that is over when it is asked', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'process.stdin.once("data", () => { Buffer.alloc(150e6, 1); console.log("done"); }); console.log("ready");' +
        'setInterval(() => undefined, 1000)',
    ]);
    try {
      await once(child.stdout, 'data');
      const peak = await watchMemory(child.pid);
      child.stdin.write('go');
      await once(child.stdout, 'data');
      expect(await peak()).toBeGreaterThan(150e6);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('has no answer for a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(await (await watchMemory(child.pid))()).toBeNull();
  });
});

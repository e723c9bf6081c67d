import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { measureOpenLoop } from './open-loop.ts';

it('counts the time that a request could not be sent as time that it took', async () => {
  const blockMs = 150;
  const latencies = await measureOpenLoop({ perSecond: 100, seconds: 0.1 }, async (index) => {
    const until = performance.now() + (index === 0 ? blockMs : 0);
    while (performance.now() < until);
    await sleep(1);
  });
  expect(latencies).toHaveLength(10);
  // The second was to be sent 10 ms after the first, which held everything up.
  expect(latencies[1]).toBeGreaterThan(blockMs - 20);
  expect(latencies[9]).toBeGreaterThan(blockMs - 100);
});

it('does not send the next request later because one is slow', async () => {
  const startedAt = performance.now();
  await measureOpenLoop({ perSecond: 100, seconds: 0.1 }, () => sleep(100));
  expect(performance.now() - startedAt).toBeLessThan(500);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { distributionOf } from './distribution.ts';
import { atPace } from './pace.ts';

describe('distributionOf', () => {
  it('interpolates between ranks and needs no order', () => {
    expect(distributionOf([4, 1, 3, 2])).toEqual({ count: 4, min: 1, median: 2.5, p95: 3.85, max: 4 });
  });

  it('refuses to sum up nothing', () => {
    expect(() => distributionOf([])).toThrow(RangeError);
  });
});

describe('atPace', () => {
  it('does not wait for slow calls before it makes the next', async () => {
    let open = 0;
    let mostOpen = 0;
    const results = await atPace({ perSecond: 100, seconds: 0.1 }, async (index) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await sleep(200);
      open -= 1;
      return index;
    });
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(mostOpen).toBe(10);
  });
});

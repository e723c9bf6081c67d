import { describe, expect, it } from 'vitest';
import { mix32 } from '../../auto-train/seeded-random.ts';
import { DigestSet } from './digest-set.ts';

const digestOf = (number: number): string =>
  [number, number + 1, number + 2].map((part) => mix32(part).toString(16).padStart(8, '0')).join('');

describe('a set of digests', () => {
  it('knows what was added before, also after it has grown', () => {
    const set = new DigestSet();
    for (let number = 0; number < 20_000; number += 1) expect(set.add(digestOf(number))).toBe(false);
    for (let number = 0; number < 20_000; number += 1) expect(set.add(digestOf(number))).toBe(true);
    expect(set.size).toBe(20_000);
  });

  it('takes digests of zeros, and of zeros in one half', () => {
    const set = new DigestSet();
    for (const digest of [
      '0'.repeat(64),
      `${'0'.repeat(8)}${'a'.repeat(8)}`,
      `${'a'.repeat(8)}${'0'.repeat(8)}`,
    ]) {
      expect([set.add(digest), set.add(digest)]).toEqual([false, true]);
    }
  });
});

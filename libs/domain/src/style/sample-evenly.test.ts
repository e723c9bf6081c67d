import { expect, it } from 'vitest';
import { sampleEvenly } from './sample-evenly.ts';

it('takes everything that fits, in order', () => {
  expect(sampleEvenly(['a', 'b', 'c'], 100, 10)).toEqual(['a', 'b', 'c']);
  expect(sampleEvenly([], 100, 10)).toEqual([]);
});

it('spreads its picks over the whole list and stays within the budget', () => {
  const texts = Array.from({ length: 1_000 }, (_, index) => `${index}`.padStart(10, '0'));
  const sample = sampleEvenly(texts, 500, 100);
  expect(sample).toHaveLength(50);
  expect(Number(sample.at(-1))).toBeGreaterThan(900);
});

it('stays within the budget when the picks are longer than the average', () => {
  const texts = Array.from({ length: 100 }, (_, index) => 'x'.repeat(index % 10 === 0 ? 100 : 1));
  expect(sampleEvenly(texts, 200, 1_000).join('').length).toBeLessThanOrEqual(200);
});

it('cuts a long text, and leaves no half of an emoji behind', () => {
  expect(sampleEvenly(['x'.repeat(50), 'short'], 1_000, 20)).toEqual(['x'.repeat(20), 'short']);
  expect(sampleEvenly(['aaa😂'], 100, 4)[0]?.isWellFormed()).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { latenciesOf } from './latencies.ts';
import { parseProcessStat, ticksOfTree } from './process-tree.ts';
import { parseSamples, sumOf } from './prometheus-samples.ts';

describe('latenciesOf', () => {
  it('sums up a thousand requests by their ranks', () => {
    const values = Array.from({ length: 1_001 }, (_, index) => 1_000 - index);
    expect(latenciesOf(values)).toEqual({ count: 1_001, p50: 500, p95: 950, p99: 990, max: 1_000 });
  });

  it('refuses to sum up nothing', () => {
    expect(() => latenciesOf([])).toThrow(RangeError);
  });
});

describe('the processor time of a process', () => {
  const stat = (pid: number, name: string, parent: number, times: string): string =>
    `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 1 2 3 4 ${times} 20 0 1 0 100 1000 10\n`;

  it('is read whatever its name is, with that of children that have ended', () => {
    expect(parseProcessStat(stat(7, 'a (b) c', 1, '10 5 2 1'))).toEqual({ pid: 7, parent: 1, ticks: 18 });
  });

  it('is not there when the process is gone', () => {
    expect(parseProcessStat('')).toBeNull();
  });

  it('includes what its descendants spend, and nobody else', () => {
    const all = [
      { pid: 1, parent: 0, ticks: 100 },
      { pid: 2, parent: 1, ticks: 20 },
      { pid: 3, parent: 2, ticks: 3 },
      { pid: 4, parent: 9, ticks: 4_000 },
    ];
    expect(ticksOfTree(all, 1)).toBe(123);
    expect(ticksOfTree(all, 8)).toBe(0);
  });
});

describe('metrics of a server', () => {
  const samples = parseSamples(
    [
      '# HELP persistence_requests of the server',
      'persistence_requests{operation="UpdateShard",service_name="history"} 12',
      'persistence_requests{operation="Get \\"it\\"",service_name="history"} 1.5e+01',
      'other_total 4',
    ].join('\n'),
  );

  it('are read with their labels', () => {
    expect(samples.map(({ labels }) => labels['operation'])).toEqual([
      'UpdateShard',
      'Get \\"it\\"',
      undefined,
    ]);
  });

  it('are summed up over the series that are asked for', () => {
    expect(sumOf(samples, 'persistence_requests')).toBe(27);
    expect(sumOf(samples, 'persistence_requests', { operation: 'UpdateShard' })).toBe(12);
    expect(sumOf(samples, 'other_total')).toBe(4);
    expect(sumOf(samples, 'missing')).toBe(0);
  });
});

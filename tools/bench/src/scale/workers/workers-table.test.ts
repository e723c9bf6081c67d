import { expect, it } from 'vitest';
import { workersTable } from './workers-table.ts';

it('sets each number of workers beside one worker, and beside what the processors could do', () => {
  const perSession = { workers: 300, api: 50, temporal: 100, postgres: 25, simulator: 15, bench: 10 };
  const round = (perSecond: number) => ({ perSecond, processorsBusy: 0.8, perSession });
  const { rows } = workersTable(
    [
      { workers: 1, rounds: [round(1), round(3), round(2)] },
      { workers: 4, rounds: [round(3), round(3), round(3)] },
    ],
    2,
  );
  expect(rows[0]).toMatchObject({ workers: 1, rate: 2, least: 1, most: 3, gain: 1, limit: 4, ratio: 2 });
  expect(rows[1]).toMatchObject({ workers: 4, rate: 3, gain: 1.5, workers_ms: 300 });
});

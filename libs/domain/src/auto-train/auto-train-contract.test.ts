import { expect, it } from 'vitest';
import { autoTrainPhases, autoTrainPhaseTitles, percentOfAutoTrain } from './auto-train-contract.ts';

it('has a title for each phase', () => {
  expect(Object.keys(autoTrainPhaseTitles)).toEqual([...autoTrainPhases]);
});

it('goes from 0 to 100 percent without a step back', () => {
  const percents = autoTrainPhases.flatMap((phase) =>
    [0, 1, 2, 3].map((completed) => percentOfAutoTrain(phase, completed, 3)),
  );
  expect(percents).toEqual(percents.toSorted((one, other) => one - other));
  expect([percents[0], percents.at(-1)]).toEqual([0, 100]);
});

it('stays within a phase, whatever is counted', () => {
  expect(percentOfAutoTrain('generating', 600, 500)).toBe(94);
  expect(percentOfAutoTrain('generating', -1, 500)).toBe(0);
  expect(percentOfAutoTrain('storing', 0, 0)).toBe(94);
});

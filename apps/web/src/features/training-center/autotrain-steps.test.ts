import { expect, it } from 'vitest';
import { autoTrainSteps } from './autotrain-steps.ts';

it('names the file and the column that AutoTrain is to read', () => {
  const steps = autoTrainSteps({ format: 'chat', name: 'mine.jsonl', hasPairs: true }).join(' ');
  expect(steps).toContain('upload mine.jsonl');
  expect(steps).toContain('{"text": "messages"}');
});

it.each([
  ['alpaca', false, 'Choose JSONL'],
  ['jsonl', true, 'Choose Chat'],
] as const)('leads from %s to a format that AutoTrain reads', (format, hasPairs, advice) => {
  expect(autoTrainSteps({ format, name: 'x', hasPairs }).join(' ')).toContain(advice);
});

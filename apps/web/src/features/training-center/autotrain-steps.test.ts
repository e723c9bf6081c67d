import { expect, it } from 'vitest';
import { autoTrainSteps } from './autotrain-steps.ts';

it('names the file and the column that AutoTrain is to read', () => {
  const steps = autoTrainSteps({ format: 'chat', name: 'mine.jsonl', hasPairs: true }).join(' ');
  expect(steps).toContain('upload mine.jsonl');
  expect(steps).toContain('{"text": "messages"}');
});

it.each([
  ['alpaca', false, 'Choose JSONL above', 'Alpaca has none'],
  ['alpaca', true, 'Choose Chat above', 'Alpaca has none'],
  ['preference', true, 'Choose Chat above', 'Preference pairs has none'],
  ['jsonl', true, 'Choose Chat above', 'the preference pairs in a JSONL file'],
] as const)(
  'leads from %s (pairs: %s) to a format that AutoTrain reads, says why, and what to do then',
  (format, hasPairs, advice, reason) => {
    const [first, ...rest] = autoTrainSteps({ format, name: 'x.json', hasPairs });
    expect(first).toContain(advice);
    expect(first).toContain(reason);
    expect(rest.join(' ')).toContain('Start training');
    expect(rest.join(' ')).not.toContain('x.json');
  },
);

it('takes JSONL without pairs as it is, as the seed says', () => {
  const steps = autoTrainSteps({ format: 'jsonl', name: 'mine.jsonl', hasPairs: false });
  expect(steps.join(' ')).toContain('upload mine.jsonl');
  expect(steps.join(' ')).not.toContain('Choose');
});

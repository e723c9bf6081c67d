import { expect, it } from 'vitest';
import { trainingMetricsSchema } from '../contracts/job-details.ts';
import { parseResultMetrics, readMetrics } from './training-metrics.ts';

const empty = {
  train_loss: null,
  train_accuracy: null,
  valid_loss: null,
  valid_mean_token_accuracy: null,
  full_valid_loss: null,
  full_valid_mean_token_accuracy: null,
};

it('reads OpenAI’s result file, with empty cells', () => {
  const csv =
    'step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n' +
    '1,1.52347,0.59829,,\n2,0.57719,0.78,0.6,0.75\n\n3,nan,,,\n';
  expect(parseResultMetrics(csv)).toEqual([
    { ...empty, step: 1, train_loss: 1.52347, train_accuracy: 0.59829 },
    {
      step: 2,
      train_loss: 0.57719,
      train_accuracy: 0.78,
      valid_loss: 0.6,
      valid_mean_token_accuracy: 0.75,
      full_valid_loss: null,
      full_valid_mean_token_accuracy: null,
    },
  ]);
});

it('reads columns in any order and under the names of other trainers, with Windows line ends', () => {
  expect(parseResultMetrics('\uFEFFeval_loss,step,loss\r\n0.5,20,0.4\r\n0.6,10,0.7\r\n')).toEqual([
    { ...empty, step: 10, train_loss: 0.7, valid_loss: 0.6 },
    { ...empty, step: 20, train_loss: 0.4, valid_loss: 0.5 },
  ]);
});

it('finds nothing in what is no result file', () => {
  expect(parseResultMetrics('')).toEqual([]);
  expect(parseResultMetrics('c3RlcCx0cmFpbl9sb3Nz')).toEqual([]);
  expect(readMetrics({ step: 3 })).toBeNull();
  expect(readMetrics({ train_loss: 3 })).toBeNull();
});

it('reads the metrics of a checkpoint', () => {
  const metrics = readMetrics({
    step: 90,
    train_loss: 0.4,
    train_mean_token_accuracy: 0.9,
    full_valid_loss: 0.5,
  });
  expect(trainingMetricsSchema.parse(metrics)).toEqual({
    ...empty,
    step: 90,
    train_loss: 0.4,
    train_accuracy: 0.9,
    full_valid_loss: 0.5,
  });
});

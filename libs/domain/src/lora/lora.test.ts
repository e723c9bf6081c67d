import { describe, expect, it } from 'vitest';
import { loraEventsKey } from './lora-events.ts';
import { loraWorkflowId } from './train-lora-contract.ts';
import { trainLoraInputSchema, type TrainLoraInput } from './train-lora-input.ts';

const input: TrainLoraInput = {
  jobId: '0198a000-0000-7000-8000-000000000001',
  userId: 'ann',
  baseModel: 'Qwen/Qwen3-0.6B',
  method: 'supervised',
  trainingKey: 'ann/job/train.jsonl',
  validationKey: null,
  outputPrefix: 'ann/job/lora',
  hyperparameters: {
    epochs: 3,
    batchSize: 8,
    learningRate: 2e-4,
    rank: 16,
    alpha: 32,
    dropout: 0.05,
    maxLength: 1024,
  },
  seed: 7,
  checkpointEverySteps: 50,
};

describe('the input of a LoRA training', () => {
  it('is taken as it is', () => {
    expect(trainLoraInputSchema.parse(input)).toEqual(input);
  });

  it.each(['../other/job', 'ann/../bob', '/ann/job', 'ann/job/', ''])(
    'takes no output prefix that could reach elsewhere: %s',
    (outputPrefix) => {
      expect(trainLoraInputSchema.safeParse({ ...input, outputPrefix }).success).toBe(false);
    },
  );

  it('takes no job ID that could be more than a name', () => {
    expect(trainLoraInputSchema.safeParse({ ...input, jobId: 'a/b' }).success).toBe(false);
  });

  it('names what belongs to a job', () => {
    expect(loraWorkflowId('a')).toBe('lora-a');
    expect(loraEventsKey('ann/job', 12)).toBe('ann/job/events/000012.json');
  });
});

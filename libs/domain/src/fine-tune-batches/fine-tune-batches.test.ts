import { describe, expect, it } from 'vitest';
import { createFineTuneBatchSchema } from './fine-tune-batch.ts';
import { percentOfFineTuneBatch } from './fine-tune-batch-workflow.ts';
import { countOutcomes, endOfBatch } from './summarise-batch.ts';

describe('the end of a batch', () => {
  it('is completed only where every avatar has a model', () => {
    expect(endOfBatch(countOutcomes(['completed', 'completed']), false)).toEqual({
      status: 'completed',
      message: '2 of 2 avatars have a new model.',
    });
    expect(endOfBatch(countOutcomes(['completed', 'left_out', 'failed']), false)).toEqual({
      status: 'completed_with_errors',
      message: '1 of 3 avatars have a new model; 1 failed, 1 could not be trained.',
    });
    expect(endOfBatch(countOutcomes(['left_out', 'failed']), false).status).toBe('failed');
  });

  it('is cancelled whatever was done before', () => {
    expect(endOfBatch(countOutcomes(['completed', 'cancelled', 'cancelled']), true)).toEqual({
      status: 'cancelled',
      message: '1 of 3 avatars have a new model; 2 were cancelled.',
    });
  });
});

describe('a request for a batch', () => {
  const id = '0198a000-0000-7000-8000-000000000001';
  const job = { base_model: 'gpt-4o-mini-2024-07-18' };

  it('names each of 1 to 100 avatars once, and no training session', () => {
    expect(createFineTuneBatchSchema.safeParse({ avatar_ids: [id], job }).success).toBe(true);
    expect(createFineTuneBatchSchema.safeParse({ avatar_ids: [], job }).success).toBe(false);
    expect(createFineTuneBatchSchema.safeParse({ avatar_ids: [id, id], job }).success).toBe(false);
    const session = { ...job, training_data_id: id };
    expect(createFineTuneBatchSchema.safeParse({ avatar_ids: [id], job: session }).success).toBe(false);
  });

  it('is nearly all training', () => {
    expect(percentOfFineTuneBatch('choose', 1, 1)).toBe(2);
    expect(percentOfFineTuneBatch('jobs', 1, 2)).toBe(51);
  });
});

import type {
  FineTuneCheckpoint,
  FineTuneEvent,
  TrainingMetrics,
} from '@understudy/domain/fine-tune/contracts/job-details';
import { describe, expect, it } from 'vitest';
import { describeLoss, lossPoints } from './loss-points.ts';

function metricsOf(step: number, part: Partial<TrainingMetrics>): TrainingMetrics {
  return {
    step,
    train_loss: null,
    train_accuracy: null,
    valid_loss: null,
    valid_mean_token_accuracy: null,
    full_valid_loss: null,
    full_valid_mean_token_accuracy: null,
    ...part,
  };
}

const moment = (second: number) => `2026-11-21T08:00:${String(second).padStart(2, '0')}.000Z`;

function event(second: number, metrics: TrainingMetrics | null): FineTuneEvent {
  const type = metrics === null ? 'message' : 'metrics';
  return {
    id: `e${second}`,
    created_at: moment(second),
    level: 'info',
    type,
    message: '',
    metrics,
    total_steps: null,
  };
}

function checkpoint(second: number, metrics: TrainingMetrics): FineTuneCheckpoint {
  return {
    id: `c${second}`,
    created_at: moment(second),
    step_number: metrics.step,
    fine_tuned_model_checkpoint: null,
    metrics,
  };
}

describe('lossPoints', () => {
  it('puts what events and checkpoints say of a step together', () => {
    const points = lossPoints(
      [
        event(1, null),
        event(2, metricsOf(1, { train_loss: 2.5 })),
        event(3, metricsOf(2, { train_loss: 2, valid_loss: 2.2 })),
      ],
      [checkpoint(4, metricsOf(2, { full_valid_loss: 2.1 }))],
    );
    expect(points).toEqual([
      { step: 1, trainLoss: 2.5, validLoss: null, trainAccuracy: null, validAccuracy: null },
      { step: 2, trainLoss: 2, validLoss: 2.1, trainAccuracy: null, validAccuracy: null },
    ]);
  });

  it('begins anew where a retry trains from its first step again', () => {
    const points = lossPoints(
      [
        event(1, metricsOf(1, { train_loss: 2.5 })),
        event(2, metricsOf(2, { train_loss: 2.4 })),
        event(10, metricsOf(1, { train_loss: 2.6 })),
      ],
      [checkpoint(3, metricsOf(2, { full_valid_loss: 2 }))],
    );
    expect(points.map(({ step, trainLoss }) => [step, trainLoss])).toEqual([[1, 2.6]]);
  });

  it('thins a long curve out, and keeps its end and its validation', () => {
    const events = Array.from({ length: 2_000 }, (_, step) =>
      event(step % 60, metricsOf(step, { train_loss: 1, ...(step === 1_501 ? { valid_loss: 1.5 } : {}) })),
    );
    const points = lossPoints(events, []);
    expect(points.length).toBeLessThan(410);
    expect(points.at(-1)?.step).toBe(1_999);
    expect(points.some(({ step }) => step === 1_501)).toBe(true);
  });
});

it('says in words where each loss began and where it is', () => {
  const points = lossPoints(
    [
      event(1, metricsOf(1, { train_loss: 2.5 })),
      event(2, metricsOf(9, { train_loss: 0.5, valid_loss: 0.75 })),
    ],
    [],
  );
  expect(describeLoss(points)).toBe(
    'Training loss from 2.500 at step 1 to 0.500 at step 9; validation loss 0.750 at step 9',
  );
  expect(describeLoss([])).toBe('');
});

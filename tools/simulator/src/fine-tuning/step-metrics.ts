import type { TrainingPlan } from './job-plan.ts';
import { fullValidationMetrics, trainingMetrics, validationMetrics } from './loss-curve.ts';

/** Metrics of a step, by the names that events and checkpoints use. */
export interface MetricsBody {
  readonly step: number;
  readonly train_loss: number;
  readonly train_mean_token_accuracy: number;
  readonly valid_loss?: number;
  readonly valid_mean_token_accuracy?: number;
  readonly full_valid_loss?: number;
  readonly full_valid_mean_token_accuracy?: number;
}

/** Validation loss is taken at every tenth step and at the end of each epoch. */
const validationInterval = 10;

/** Metrics of a step, with those of validation where they are taken. */
export function metricsOf(training: TrainingPlan, step: number): MetricsBody {
  const { curve, stepsPerEpoch, hasValidation } = training;
  const batch = training.hyperparameters.batch_size;
  const train = trainingMetrics(curve, step, batch, stepsPerEpoch);
  const body = { step, train_loss: train.loss, train_mean_token_accuracy: train.accuracy };
  const endsEpoch = step % stepsPerEpoch === 0;
  if (!hasValidation || (step % validationInterval !== 0 && !endsEpoch)) return body;
  const valid = validationMetrics(curve, step, batch, stepsPerEpoch);
  const validated = { ...body, valid_loss: valid.loss, valid_mean_token_accuracy: valid.accuracy };
  if (!endsEpoch) return validated;
  const full = fullValidationMetrics(curve, step, stepsPerEpoch);
  return { ...validated, full_valid_loss: full.loss, full_valid_mean_token_accuracy: full.accuracy };
}

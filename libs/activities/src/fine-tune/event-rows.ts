import type { ProviderCheckpointRow, ProviderEventRow } from '@understudy/db/fine-tune/record-provider-job';
import { readMetrics } from '@understudy/domain/fine-tune/polling/training-metrics';
import type { ProviderCheckpoint, ProviderEvent } from './adapters/fine-tune-adapter.ts';

/** A provider's event as it is stored. */
export function toEventRow({ id, ...event }: ProviderEvent): ProviderEventRow {
  return { providerEventId: id, ...event };
}

/** A provider's checkpoint as it is stored. */
export function toCheckpointRow(checkpoint: ProviderCheckpoint): ProviderCheckpointRow {
  const { id, step, model, occurredAt, metrics } = checkpoint;
  const empty = {
    step,
    train_loss: null,
    train_accuracy: null,
    valid_loss: null,
    valid_mean_token_accuracy: null,
    full_valid_loss: null,
    full_valid_mean_token_accuracy: null,
  };
  return {
    providerCheckpointId: id,
    step,
    model,
    occurredAt,
    metrics: readMetrics({ ...metrics, step }) ?? empty,
  };
}

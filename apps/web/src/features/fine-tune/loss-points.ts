import type {
  FineTuneCheckpoint,
  FineTuneEvent,
  TrainingMetrics,
} from '@understudy/domain/fine-tune/contracts/job-details';

/** Figures of a training at one step; null where the provider reported none. */
export type LossPoint = {
  step: number;
  trainLoss: number | null;
  validLoss: number | null;
  trainAccuracy: number | null;
  validAccuracy: number | null;
};

/** More points than a chart has pixels show nothing more. */
const mostPoints = 400;

/**
 * The curve of a training by what the provider reported of it, ordered by step. After a retry the provider trains anew,
 * from its first step: what was before does not belong to this curve.
 *
 * @param events oldest first
 */
export function lossPoints(
  events: readonly FineTuneEvent[],
  checkpoints: readonly FineTuneCheckpoint[],
): LossPoint[] {
  let points = new Map<number, LossPoint>();
  let begunAt = '';
  for (const { metrics, created_at: at } of events) {
    if (metrics === null) continue;
    const known = points.get(metrics.step);
    if (points.size === 0) begunAt = at;
    if (known !== undefined && known.trainLoss !== null && metrics.train_loss !== null) {
      points = new Map();
      begunAt = at;
    }
    points.set(metrics.step, merge(points.get(metrics.step), metrics));
  }
  for (const { metrics, created_at: at } of checkpoints) {
    if (at >= begunAt) points.set(metrics.step, merge(points.get(metrics.step), metrics));
  }
  const ordered = [...points.values()].sort((one, other) => one.step - other.step);
  return thinOut(ordered);
}

function merge(known: LossPoint | undefined, metrics: TrainingMetrics): LossPoint {
  return {
    step: metrics.step,
    trainLoss: metrics.train_loss ?? known?.trainLoss ?? null,
    // Over the whole validation file where that was measured, else over a part of it.
    validLoss: metrics.full_valid_loss ?? metrics.valid_loss ?? known?.validLoss ?? null,
    trainAccuracy: metrics.train_accuracy ?? known?.trainAccuracy ?? null,
    validAccuracy:
      metrics.full_valid_mean_token_accuracy ??
      metrics.valid_mean_token_accuracy ??
      known?.validAccuracy ??
      null,
  };
}

/** Every n-th point, and all that say something of the validation where these are few. */
function thinOut(points: LossPoint[]): LossPoint[] {
  const every = Math.ceil(points.length / mostPoints);
  const keepsValidation = points.filter(({ validLoss }) => validLoss !== null).length <= mostPoints / 4;
  return points.filter(
    ({ validLoss }, index) =>
      index % every === 0 || index === points.length - 1 || (keepsValidation && validLoss !== null),
  );
}

/** The curve in words: where each loss began and where it is now. */
export function describeLoss(points: readonly LossPoint[]): string {
  const words = (name: string, valueOf: (point: LossPoint) => number | null): string[] => {
    const measured = points.filter((point) => valueOf(point) !== null);
    const [first, last] = [measured[0], measured.at(-1)];
    if (first === undefined || last === undefined) return [];
    const say = (point: LossPoint) => `${valueOf(point)?.toFixed(3) ?? ''} at step ${point.step}`;
    return [first === last ? `${name} ${say(first)}` : `${name} from ${say(first)} to ${say(last)}`];
  };
  return [
    ...words('Training loss', ({ trainLoss }) => trainLoss),
    ...words('validation loss', ({ validLoss }) => validLoss),
  ].join('; ');
}

import { toId } from './ids.ts';
import { secondsAt, statusOf, stepAt, stepsDone } from './job.ts';
import type { FineTuningJob, JobChange } from './job.ts';
import type { TrainingPlan } from './job-plan.ts';
import { momentOf, progressAt } from './pace.ts';
import { metricsOf } from './step-metrics.ts';

/** An event as the API shows it. */
export interface JobEvent {
  readonly object: 'fine_tuning.job.event';
  readonly id: string;
  readonly created_at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly data: object | null;
  readonly type: 'message' | 'metrics';
}

/** The events of a job up to a moment, newest first, made as they are asked for. */
export function* eventsOf(job: FineTuningJob, now: number): Generator<JobEvent, void, undefined> {
  const changes = job.changes.toReversed();
  for (const { progress, event } of plannedEvents(job, now)) {
    const moment = momentOf(job.pace, progress);
    while (changes[0] !== undefined && changes[0].at >= moment) yield changeEvent(job, changes[0], changes);
    yield event;
  }
}

interface PlannedEvent {
  readonly progress: number;
  readonly event: JobEvent;
}

function* plannedEvents(job: FineTuningJob, now: number): Generator<PlannedEvent, void, undefined> {
  const { plan, request, pace } = job;
  const progress = progressAt(pace, now);
  const message = (at: number, text: string, data: object | null = {}): PlannedEvent => ({
    progress: at,
    event: toEvent(job, text, secondsAt(job, at), { message: text, data }),
  });
  if (statusOf(job, now) === 'succeeded') {
    yield message(plan.endsAt, 'The job has successfully completed');
    yield message(plan.endsAt, 'New fine-tuned model created');
  }
  const { failure } = plan;
  if (failure !== undefined && progress >= failure.at) {
    const text = failure.error.message;
    const event = toEvent(job, 'failure', secondsAt(job, failure.at), { message: text, level: 'error' });
    yield { progress: failure.at, event };
  }
  if (plan.training !== undefined) yield* stepEvents(job, plan.training, now);
  if (plan.training !== undefined && progress >= plan.startsAt) {
    yield message(plan.startsAt, 'Fine-tuning job started', null);
  }
  if (plan.training !== undefined && progress >= plan.validatedAt) {
    yield message(plan.validatedAt, 'Files validated, moving job to queued state');
  }
  const { training_file: training, validation_file: validation } = request;
  const files = validation ? `${training} and validation file: ${validation}` : training;
  yield message(0, `Validating training file: ${files}`);
  yield message(0, `Created fine-tuning job: ${job.id}`);
}

function* stepEvents(
  job: FineTuningJob,
  training: TrainingPlan,
  now: number,
): Generator<PlannedEvent, void, undefined> {
  for (let step = stepsDone(job, now); step > 0; step--) {
    const progress = stepAt(job.plan, training, step);
    const seconds = secondsAt(job, progress);
    if (step % training.stepsPerEpoch === 0 && step < training.steps) {
      const message = `Checkpoint created at step ${step}`;
      yield { progress, event: toEvent(job, message, seconds, { message }) };
    }
    yield { progress, event: stepEvent(job, training, step, seconds) };
  }
}

function stepEvent(job: FineTuningJob, training: TrainingPlan, step: number, seconds: number): JobEvent {
  const metrics = metricsOf(training, step);
  const losses = [
    `training loss=${metrics.train_loss.toFixed(2)}`,
    metrics.valid_loss === undefined ? '' : `validation loss=${metrics.valid_loss.toFixed(2)}`,
    metrics.full_valid_loss === undefined ? '' : `full validation loss=${metrics.full_valid_loss.toFixed(2)}`,
  ].filter((loss) => loss !== '');
  return toEvent(job, `step ${step}`, seconds, {
    message: `Step ${step}/${training.steps}: ${losses.join(', ')}`,
    data: { ...metrics, total_steps: training.steps },
    type: 'metrics',
  });
}

const changeMessages = {
  paused: 'Fine-tuning job paused',
  resumed: 'Fine-tuning job resumed',
  cancelled: 'Fine-tuning job cancelled',
} as const;

/** The event of the first change, which is taken off the list. */
function changeEvent(job: FineTuningJob, change: JobChange, changes: JobChange[]): JobEvent {
  changes.shift();
  const message = change.kind === 'failed' ? (change.error?.message ?? '') : changeMessages[change.kind];
  return toEvent(job, `${change.kind} ${change.at} ${changes.length}`, Math.floor(change.at / 1000), {
    message,
    level: change.kind === 'failed' ? 'error' : 'info',
  });
}

function toEvent(
  job: FineTuningJob,
  key: string,
  seconds: number,
  event: Pick<JobEvent, 'message'> & Partial<JobEvent>,
): JobEvent {
  return {
    object: 'fine_tuning.job.event',
    id: `ftevent-${toId(`${job.id} ${key}`, 24)}`,
    created_at: seconds,
    level: 'info',
    data: {},
    type: 'message',
    ...event,
  };
}

import { z } from 'zod';
import type { Exchange } from '../chat/answers/persona-prompt.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { secondsAt, statusOf, stepAt } from './job.ts';
import type { FineTuningJob } from './job.ts';
import { checkpointsOf } from './job-checkpoints.ts';
import type { TrainingPlan } from './job-plan.ts';
import { checkpointModelName } from './model-names.ts';

/** A model that a job has made, or left behind at a checkpoint. */
export interface TunedModel {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** What it has learned to answer; the same array for the same job. */
  readonly exchanges: readonly Exchange[];
}

/** The tuned models of the simulated account. */
export interface TunedModels {
  /** Makes the models that a job will have known by name. */
  index(job: FineTuningJob): void;
  find(id: string): TunedModel | undefined;
  list(): TunedModel[];
  /** False when there is none of that name. */
  delete(id: string): boolean;
  clear(): void;
}

const deletedName = 'models/deleted.json';

/** @param now milliseconds since the epoch. */
export function createTunedModels(now: () => number, state: StateFolder): TunedModels {
  const places = new Map<string, { job: FineTuningJob; training: TrainingPlan; step: number }>();
  const deleted = new Set(readDeleted(state));
  const find = (id: string): TunedModel | undefined => {
    const place = places.get(id);
    if (place === undefined || deleted.has(id)) return undefined;
    const { job, training, step } = place;
    if (!isThere(job, training, step, now())) return undefined;
    const end = step === training.steps ? job.plan.endsAt : stepAt(job.plan, training, step);
    return { id, created: secondsAt(job, end), exchanges: training.exchanges };
  };
  return {
    index(job) {
      const { training } = job.plan;
      if (training === undefined) return;
      for (let step = training.stepsPerEpoch; step <= training.steps; step += training.stepsPerEpoch) {
        places.set(checkpointModelName(job, step), { job, training, step });
      }
    },
    find,
    list: () => [...places.keys()].flatMap((id) => find(id) ?? []),
    delete(id) {
      if (find(id) === undefined) return false;
      deleted.add(id);
      state.write(deletedName, JSON.stringify([...deleted]));
      return true;
    },
    clear() {
      places.clear();
      deleted.clear();
      state.remove(deletedName);
    },
  };
}

const isThere = (job: FineTuningJob, training: TrainingPlan, step: number, now: number): boolean =>
  step === training.steps
    ? statusOf(job, now) === 'succeeded'
    : checkpointsOf(job, now).some(({ step_number: kept }) => kept === step);

const readDeleted = (state: StateFolder): string[] =>
  state.list('models').includes(deletedName)
    ? z.array(z.string()).parse(JSON.parse(state.read(deletedName).toString()))
    : [];

import {
  loraMessages,
  type LoraActivities,
  type LoraProgress,
} from '@understudy/domain/lora/train-lora-contract';
import type { LoraStep, TrainLoraInput, TrainLoraResult } from '@understudy/domain/lora/train-lora-input';
import { runMessages, taskQueues, type PauseState } from '@understudy/domain/runs/run-contract';
import {
  CancellationScope,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
} from '@temporalio/workflow';
import { fairnessOf, loraTraining } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';

/** Signal, by the trainer: how far it is. */
export const trainingAdvancedSignal = defineSignal<[LoraStep]>(loraMessages.trainingAdvanced);
/** Query: how far the training is. */
export const loraProgressQuery = defineQuery<LoraProgress>(runMessages.progress);
const pauseUpdate = defineUpdate<PauseState>(runMessages.pause);
const resumeUpdate = defineUpdate<PauseState>(runMessages.resume);

/**
 * Trains a LoRA adapter on whatever machine serves the queue `lora-training`. A training whose machine dies goes on
 * elsewhere from its newest checkpoint; one that is paused gives its machine away and goes on from there, too.
 */
export async function trainLora(input: TrainLoraInput): Promise<TrainLoraResult> {
  const { trainLoraAdapter } = proxyActivities<LoraActivities>({
    ...loraTraining,
    ...fairnessOf(input.userId),
    taskQueue: taskQueues.loraTraining,
  });
  const training = controlTraining();
  try {
    for (;;) {
      await training.whileNotPaused();
      const result = await training.untilPaused(() => trainLoraAdapter(input));
      if (result === 'paused') continue;
      training.enter('completed');
      return result;
    }
  } catch (thrown) {
    const error = endingError(thrown);
    training.enter(outcomeOf(error).outcome);
    throw error;
  }
}

/** Registers the messages of a training, before anything is awaited. */
function controlTraining() {
  let paused = false;
  let underWay: CancellationScope | undefined;
  let progress: LoraProgress = {
    phase: 'queued',
    completed: 0,
    total: 0,
    percent: 0,
    paused,
    epoch: 0,
    trainLoss: null,
  };
  const describe = () => {
    const { phase, completed, total, percent } = progress;
    const steps = total === 0 ? '' : ` · step ${completed} of ${total} · ${percent} %`;
    setCurrentDetails(`**${phase}**${steps}${paused ? ' · paused' : ''}`);
  };
  const enter = (phase: LoraProgress['phase']) => {
    progress = { ...progress, phase, percent: phase === 'completed' ? 100 : progress.percent };
    describe();
  };

  setHandler(trainingAdvancedSignal, ({ phase, step, totalSteps, epoch, loss }) => {
    const percent = totalSteps === 0 ? 0 : Math.min(99, Math.floor((100 * step) / totalSteps));
    progress = { ...progress, phase, completed: step, total: totalSteps, percent, epoch, trainLoss: loss };
    describe();
  });
  setHandler(loraProgressQuery, () => ({ ...progress, paused }));
  setHandler(pauseUpdate, () => {
    paused = true;
    describe();
    underWay?.cancel();
    return { paused };
  });
  setHandler(resumeUpdate, () => {
    paused = false;
    describe();
    return { paused };
  });

  return {
    enter,
    whileNotPaused: () => condition(() => !paused),
    /** The work's result; `paused` when the trainer has stored a checkpoint and stopped because of a pause. */
    async untilPaused<Result>(work: () => Promise<Result>): Promise<Result | 'paused'> {
      underWay = new CancellationScope();
      const scope = underWay;
      try {
        return await scope.run(work);
      } catch (error) {
        const isPause = isCancellation(error) && !CancellationScope.current().consideredCancelled;
        if (!isPause) throw error;
        enter('queued');
        return 'paused';
      } finally {
        underWay = undefined;
      }
    },
  };
}

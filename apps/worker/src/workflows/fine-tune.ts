import type { FineTuneActivities } from '@understudy/activities/fine-tune/fine-tune-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import {
  fineTuneMessages,
  fineTunePhaseTitles,
  percentOfFineTune,
  providerQueues,
  type FineTuneInput,
  type FineTunePhase,
  type FineTunePlan,
  type FineTunePollResult,
  type FineTuneResult,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  CancellationScope,
  ContinueAsNew,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  patched,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { fairnessOf, providerCall, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun, type RunControl } from './run-control.ts';

const storage = proxyActivities<FineTuneActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** Signal: something has happened at the provider, or a person has named the model; look now. */
export const providerCalledSignal = defineSignal(fineTuneMessages.providerCalled);

/** Seconds until the next look where the last one suggests that the job has just ended. */
const soonSeconds = 1;
/**
 * Pieces of news after which the history begins anew. Of 1,000 runs a worker remembers a tenth: it reads the others again
 * from their beginning for every task, and that takes several milliseconds for each earlier one (`runInContext` of Node's
 * `vm` starts a watchdog thread for every call into a workflow).
 */
const looksPerExecution = 4;
const looksPerExecutionBefore = 24;
/** How long a cancelled run tries to cancel its job at the provider, too, before it says that it could not. */
const cancelPatience = '10 minutes';
/** How long it is tried to delete the files of a job that has ended. */
const tidyingPatience = '1 day';

/** Takes examples to a model that answers: prepare → upload → create → watch until it ends → activate. */
export async function fineTune(input: FineTuneInput): Promise<FineTuneResult> {
  const { cursor, jobId, runId, userId, attempt } = input;
  const reference = { jobId, runId, userId, attempt };
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...reference, paused }),
    titles: fineTunePhaseTitles,
    percent: percentOfFineTune,
    paused: cursor?.paused ?? false,
  });
  let called = false;
  setHandler(providerCalledSignal, () => {
    called = true;
  });
  const looks: Looks = {
    isDisturbed: (paused) => called || run.isPaused() !== paused,
    async next(seconds, paused) {
      await condition(() => looks.isDisturbed(paused), seconds * 1_000);
      looks.heard();
    },
    heard() {
      called = false;
    },
  };
  let plan = cursor?.plan ?? null;
  try {
    plan ??= await storage.beginFineTune(reference);
    const provider = activitiesOf(input, plan);
    if (cursor === undefined) {
      await run.enter('prepare');
      await storage.prepareFineTune(reference);
      await run.enter('upload');
      await provider.uploadFineTuneFiles(reference);
      await run.enter('create');
      await provider.createProviderJob(reference);
      // It trains from now on, also where the run was paused meanwhile: then `watch` has it paused there.
      if (!patched('fine-tune-pauses-a-job-just-made')) await run.whileNotPaused();
      run.enterAtOnce('training', 100);
    }
    const look = await watch(input, plan, run, looks);
    if (look.outcome === 'succeeded' && plan.activateWhenDone) {
      await run.enter('activate');
      await storage.activateTunedModel(reference);
    }
    const outcome = look.outcome === 'succeeded' ? 'completed' : look.outcome;
    const result = await storage.endFineTune({ ...reference, ...endOf(outcome) });
    await tidyUp(input, plan);
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    if (error instanceof ContinueAsNew) throw error;
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(async () => {
      if (end.outcome === 'cancelled' && plan !== null) await cancelAtProvider(input, plan);
      await storage.endFineTune({ ...reference, ...end });
      if (plan !== null) await tidyUp(input, plan);
    });
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

/** When the provider's job is looked at. */
type Looks = {
  /** Whether there is something to do at once: a message has come, or the run was paused or resumed. */
  isDisturbed(paused: boolean): boolean;
  /** Waits until the next look is due. */
  next(seconds: number, paused: boolean): Promise<void>;
  /** Notes that the message has been followed. */
  heard(): void;
};

/** Looks at the provider's job until it has ended: one call for each look. */
async function watch(
  input: FineTuneInput,
  plan: FineTunePlan,
  run: RunControl<FineTunePhase>,
  looks: Looks,
): Promise<FineTunePollResult> {
  const { jobId, runId, userId, attempt, cursor } = input;
  const reference = { jobId, runId, userId, attempt };
  const provider = activitiesOf(input, plan);
  const { awaitProviderNews } = proxyActivities<FineTuneActivities>(lookOptionsOf(input, plan));
  let heldAtProvider = cursor?.heldAtProvider ?? false;
  let stuckReported = cursor?.stuckReported ?? false;
  const goOn = async () => {
    await condition(allHandlersFinished);
    const next = { plan, paused: run.isPaused(), heldAtProvider, stuckReported };
    await continueAsNew<(next: FineTuneInput) => Promise<FineTuneResult>>({ ...input, cursor: next });
  };
  const continuesAfterWaiting = patched('fine-tune-continues-after-waiting');
  const mostLooks = patched('fine-tune-continues-early') ? looksPerExecution : looksPerExecutionBefore;
  const waitsInActivity = patched('fine-tune-waits-in-activity');
  let percent = 0;
  for (let look = 0, count = 1; ; look += 1, count += 1) {
    const paused = run.isPaused();
    if (paused !== heldAtProvider) {
      await provider.steerProviderJob({ ...reference, to: paused ? 'pause' : 'resume' });
      // Who resumes before the next look has come back finds it paused.
      heldAtProvider ||= paused;
    }
    const known = { percent, stuck: stuckReported };
    const seen = waitsInActivity
      ? await unlessDisturbed(
          () => awaitProviderNews({ ...reference, look, known, seconds: plan.pollSeconds }),
          () => looks.isDisturbed(paused),
        )
      : await provider.pollProviderJob({ ...reference, look });
    if (seen === null) {
      looks.heard();
      look = -1;
      continue;
    }
    if (seen.state === 'ended') return seen;
    // A job that is still about to pause cannot be resumed; it is asked again until it goes on.
    heldAtProvider = paused || (heldAtProvider && seen.state === 'paused');
    percent = seen.percent;
    run.advance(percent);
    if (seen.stuck && !stuckReported) await storage.reportStuck(reference);
    if (seen.stuck !== stuckReported) run.showWaiting(seen.stuck ? 'stuck' : null);
    stuckReported = seen.stuck;
    if (!continuesAfterWaiting && workflowInfo().continueAsNewSuggested) await goOn();
    // A job that seems to have ended is asked for its end at once.
    if (seen.endSuggested) look = -1;
    await looks.next(seen.endSuggested ? soonSeconds : (seen.nextLookSeconds ?? plan.pollSeconds), paused);
    if (continuesAfterWaiting && count >= mostLooks) await goOn();
  }
}

/** Lets an activity wait until the run has something else to do: then it is given up, and null is the answer. */
async function unlessDisturbed<Result>(
  wait: () => Promise<Result>,
  isDisturbed: () => boolean,
): Promise<Result | null> {
  const scope = new CancellationScope();
  try {
    const disturbed = scope.run(() => condition(isDisturbed)).then(() => null);
    return await Promise.race([scope.run(wait), disturbed]);
  } finally {
    scope.cancel();
  }
}

/** The provider's copies of the files are of no more use. That they could not be deleted is no failure of the run. */
async function tidyUp(input: FineTuneInput, plan: FineTunePlan): Promise<void> {
  const { jobId, runId, userId, attempt } = input;
  const provider = proxyActivities<FineTuneActivities>({
    ...optionsOf(input, plan),
    scheduleToCloseTimeout: tidyingPatience,
  });
  try {
    await provider.deleteProviderFiles({ jobId, runId, userId, attempt });
  } catch {
    // The next attempt, or the provider's own expiry, gets rid of them.
  }
}

/** A run that was cancelled costs nothing more: its job is, too, or the log says that it could not be. */
async function cancelAtProvider(input: FineTuneInput, plan: FineTunePlan): Promise<void> {
  const { jobId, runId, userId, attempt } = input;
  const provider = proxyActivities<FineTuneActivities>({
    ...optionsOf(input, plan),
    scheduleToCloseTimeout: cancelPatience,
  });
  try {
    await provider.steerProviderJob({ jobId, runId, userId, attempt, to: 'cancel' });
  } catch {
    await storage.reportNotCancelled({ jobId, runId, userId, attempt });
  }
}

function endOf(outcome: 'completed' | 'failed' | 'cancelled' | null) {
  return outcome === 'failed' || outcome === null
    ? ({ outcome: 'failed', code: 'provider_request_rejected' } as const)
    : ({ outcome } as const);
}

function activitiesOf(input: FineTuneInput, plan: FineTunePlan) {
  return proxyActivities<FineTuneActivities>(optionsOf(input, plan));
}

/** Activities that call a provider wait in its queue, each user in turn, and for as long as the provider may be away. */
function optionsOf({ userId }: FineTuneInput, plan: FineTunePlan) {
  return {
    ...providerCall,
    ...fairnessOf(userId),
    scheduleToCloseTimeout: plan.patienceSeconds * 1_000,
    taskQueue: providerQueues[plan.provider],
  };
}

/** A look that failed is not made again before the next one is due: it may have asked the provider already. */
function lookOptionsOf(input: FineTuneInput, plan: FineTunePlan) {
  const interval = plan.pollSeconds * 1_000;
  return {
    ...optionsOf(input, plan),
    retry: { initialInterval: interval, backoffCoefficient: 1, maximumInterval: interval },
  };
}

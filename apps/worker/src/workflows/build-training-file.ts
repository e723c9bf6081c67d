import type { RunActivities } from '@understudy/activities/runs/run-activities';
import type { TrainingFileActivities } from '@understudy/activities/training-files/training-file-activities';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  buildPhaseTitles,
  percentOfBuild,
  type BuildTrainingFileInput,
  type BuildTrainingFileResult,
} from '@understudy/domain/training-files/training-file-contract';
import { CancellationScope, proxyActivities, sleep } from '@temporalio/workflow';
import { storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun } from './run-control.ts';

const storage = proxyActivities<TrainingFileActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});

/** Seconds until it is asked again whether the build before has ended; longer from time to time. */
const firstPauseSeconds = 1;
const longestPauseSeconds = 30;

/** Builds the artefacts of a training file, one build at a time: enriched files → JSON and JSONL → what is downloaded. */
export async function buildTrainingFile(input: BuildTrainingFileInput): Promise<BuildTrainingFileResult> {
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: buildPhaseTitles,
    percent: percentOfBuild,
  });
  try {
    const { turn, conversations } = await awaitTurn(input, run.whileNotPaused);
    if (turn === 'begin') {
      await run.enter('building', conversations);
      // Paused in the middle, it comes back and begins anew: what is half written is of no use.
      while ((await storage.buildArtefacts(input)).paused) await run.whileNotPaused();
      await run.enter('publishing');
    }
    const result = await storage.endBuild({ ...input, outcome: 'completed' });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(() => storage.endBuild({ ...input, ...end }));
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

async function awaitTurn(input: BuildTrainingFileInput, whileNotPaused: () => Promise<void>) {
  for (let pause = firstPauseSeconds; ; pause = Math.min(longestPauseSeconds, pause * 2)) {
    await whileNotPaused();
    const answer = await storage.beginBuild(input);
    if (answer.turn !== 'wait') return answer;
    await sleep(`${pause} seconds`);
  }
}

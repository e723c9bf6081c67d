import type { ExaminationActivities } from '@understudy/activities/training-quality/examination-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  examinationPhaseTitles,
  percentOfExamination,
  type ExamineExamplesInput,
} from '@understudy/domain/training-center/contracts/examine-examples-contract';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import { fairnessOf, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun } from './run-control.ts';

/** Examines the examples of a scope: what is found about each, and a report on all of them. */
export async function examineExamples(
  input: ExamineExamplesInput,
): Promise<{ status: RunOutcome['outcome'] }> {
  const storage = proxyActivities<ExaminationActivities & RunActivities>({
    ...storageWork,
    ...fairnessOf(input.userId),
    taskQueue: taskQueues.storage,
  });
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: examinationPhaseTitles,
    percent: percentOfExamination,
  });
  try {
    await run.enter('examining');
    const { ended } = await storage.examineExamples(input);
    if (!ended) await run.enter('reporting');
    const result = await storage.endExamination({ ...input, outcome: ended ? 'cancelled' : 'completed' });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(() => storage.endExamination({ ...input, ...end }));
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

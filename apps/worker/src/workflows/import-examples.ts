import type { RunActivities } from '@understudy/activities/runs/run-activities';
import type { TrainingImportActivities } from '@understudy/activities/training-imports/training-import-activities';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  confirmImport,
  importPhaseTitles,
  percentOfImport,
  type ImportExamplesInput,
  type ImportExamplesResult,
} from '@understudy/domain/training-center/contracts/training-import-contract';
import {
  ActivityCancellationType,
  CancellationScope,
  condition,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import { fairnessOf, storageWork } from './activity-options.ts';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun } from './run-control.ts';

/** How long a preview waits for somebody to confirm it. */
const confirmationTime = '7 days';

/** Update: the choices are stored, and the import may begin. Repeating it changes nothing. */
export const confirmUpdate = defineUpdate<void>(confirmImport);

/** Imports a file of examples: what is it? → preview, if one is wanted, until it is confirmed → records stored in batches. */
export async function importExamples(input: ImportExamplesInput): Promise<ImportExamplesResult> {
  const storage = proxyActivities<TrainingImportActivities & RunActivities>({
    ...storageWork,
    ...fairnessOf(input.userId),
    taskQueue: taskQueues.storage,
    startToCloseTimeout: '12 hours',
    // What a cancelled import is storing is committed before its end is written.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  let confirmed = false;
  setHandler(confirmUpdate, () => {
    confirmed = true;
  });
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: importPhaseTitles,
    percent: percentOfImport,
  });
  try {
    await run.enter('upload_check');
    const { waits, ended } = await storage.checkImport(input);
    let expired = false;
    if (waits) {
      await run.enter('preview');
      await storage.announcePreview(input);
      expired = !(await condition(() => confirmed, confirmationTime));
    }
    if (!ended && !expired) {
      await run.enter('importing');
      // A paused import comes back early, behind the batch that it was storing.
      while ((await storage.importRecords(input)).left) await run.whileNotPaused();
      await run.enter('finishing');
    }
    const outcome = ended || expired ? 'cancelled' : 'completed';
    const result = await storage.endImport({ ...input, outcome, expired });
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(() => storage.endImport({ ...input, ...end }));
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

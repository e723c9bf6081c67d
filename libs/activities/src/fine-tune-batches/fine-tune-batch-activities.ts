import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { advanceBatch, type BatchLook } from './advance-batch.ts';
import { cancelJobs } from './cancel-jobs.ts';
import { chooseAvatars } from './choose-avatars.ts';
import { endFineTuneBatch } from './end-fine-tune-batch.ts';
import type { FineTuneBatchDependencies, FineTuneBatchReference } from './fine-tune-batch-reference.ts';

/** The activities that fine-tune many avatars. */
export type FineTuneBatchActivities = ReturnType<typeof createFineTuneBatchActivities>;

/** The activities that fine-tune many avatars. */
export function createFineTuneBatchActivities(dependencies: FineTuneBatchDependencies) {
  const { database } = dependencies;
  return {
    chooseBatchAvatars: (reference: FineTuneBatchReference) =>
      chooseAvatars(database, reference, Context.current().cancellationSignal),
    advanceFineTuneBatch: (look: BatchLook) => advanceBatch(dependencies, look),
    cancelBatchJobs: (reference: FineTuneBatchReference) => cancelJobs(dependencies, reference),
    endFineTuneBatch: (end: FineTuneBatchReference & RunOutcome) => endFineTuneBatch(database, end),
  };
}

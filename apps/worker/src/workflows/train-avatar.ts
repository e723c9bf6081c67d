import type { TrainingSessionActivities } from '@understudy/activities/training-sessions/training-session-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import { taskQueues } from '@understudy/domain/runs/run-contract';
import {
  percentOfTraining,
  trainingPhaseTitles,
  type TrainAvatarInput,
  type TrainAvatarResult,
  type TrainingPhase,
} from '@understudy/domain/training-sessions/training-session-contract';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import { endingError, outcomeOf } from './failure-outcome.ts';
import { controlRun, type RunControl } from './run-control.ts';
import { providerCall, storageWork } from './activity-options.ts';

const storage = proxyActivities<TrainingSessionActivities & RunActivities>({
  ...storageWork,
  taskQueue: taskQueues.storage,
});
const models = proxyActivities<TrainingSessionActivities>({ ...providerCall, taskQueue: taskQueues.openai });

/** Trains an avatar: files and instructions → text → speakers → style → a new prompt version and its examples. */
export async function trainAvatar(input: TrainAvatarInput): Promise<TrainAvatarResult> {
  const run = controlRun({
    recordPause: (paused) => storage.recordPause({ ...input, paused }),
    titles: trainingPhaseTitles,
    percent: (phase: TrainingPhase, completed, total) => percentOfTraining(phase, completed, total),
  });
  try {
    const result = await trainThroughPhases(input, run);
    run.ended(result.status);
    return result;
  } catch (thrown) {
    const error = endingError(thrown);
    const end = outcomeOf(error);
    await CancellationScope.nonCancellable(() => storage.endTraining({ ...input, ...end }));
    run.ended(end.outcome);
    // Temporal, too, shows the run as cancelled or failed.
    throw error;
  }
}

async function trainThroughPhases(
  input: TrainAvatarInput,
  run: RunControl<TrainingPhase>,
): Promise<TrainAvatarResult> {
  await run.enter('upload_check');
  const upload = await storage.checkUploads(input);
  if (upload.ended) return await storage.endTraining({ ...input, outcome: 'cancelled' });

  await run.enter('text_extraction', upload.fileCount);
  await extractAll(input, run);

  await run.enter('speaker_attribution');
  await storage.attributeSpeakers(input);

  await run.enter('pattern_analysis');
  await models.analyseStyle(input);

  await run.enter('prompt_generation');
  await models.generatePrompt(input);

  await run.enter('version');
  await storage.createVersion(input);
  return await storage.endTraining({ ...input, outcome: 'completed' });
}

/** Two lanes at once: texts on the storage queue, pictures and scanned pages on the provider's. */
async function extractAll(input: TrainAvatarInput, run: RunControl<TrainingPhase>): Promise<void> {
  let { texts, pictures } = await storage.listFilesToExtract(input);
  while (texts + pictures > 0) {
    const [afterTexts, afterPictures] = await Promise.all([
      texts > 0 ? storage.extractTexts(input) : undefined,
      pictures > 0 ? models.extractPictures(input) : undefined,
    ]);
    // A paused lane comes back early, and a scanned PDF turns out to be pictures: each lane knows its own rest.
    await run.whileNotPaused();
    texts = afterTexts?.texts ?? 0;
    pictures = Math.max(afterTexts?.pictures ?? 0, afterPictures?.pictures ?? 0);
  }
}

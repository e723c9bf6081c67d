import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { analyseStyle } from './analyse-style.ts';
import { attributeSpeakers } from './attribute-speakers.ts';
import { checkUploads } from './check-uploads.ts';
import { createVersion } from './create-version.ts';
import { endTraining } from './end-training.ts';
import { extractPictures, extractTexts, listFilesToExtract, type LaneContext } from './extract-files.ts';
import { generatePrompt } from './generate-prompt.ts';
import type { TrainingDependencies, TrainingReference } from './training-reference.ts';

/** The activities of a training session, in the order of its phases. */
export type TrainingSessionActivities = ReturnType<typeof createTrainingSessionActivities>;

/** The activities of a training session, in the order of its phases. */
export function createTrainingSessionActivities(dependencies: TrainingDependencies) {
  return {
    checkUploads: (reference: TrainingReference) => checkUploads(dependencies, reference),
    listFilesToExtract: (reference: TrainingReference) => listFilesToExtract(dependencies, reference),
    extractTexts: (reference: TrainingReference) => extractTexts(dependencies, reference, laneContext()),
    extractPictures: (reference: TrainingReference) =>
      extractPictures(dependencies, reference, laneContext()),
    attributeSpeakers: (reference: TrainingReference) => attributeSpeakers(dependencies, reference),
    analyseStyle: (reference: TrainingReference) =>
      analyseStyle(dependencies, reference, laneContext().signal),
    generatePrompt: (reference: TrainingReference) =>
      generatePrompt(dependencies, reference, laneContext().signal),
    createVersion: (reference: TrainingReference) => createVersion(dependencies, reference),
    endTraining: (reference: TrainingReference & RunOutcome) => endTraining(dependencies, reference),
  };
}

function laneContext(): LaneContext {
  const { cancellationSignal, info } = Context.current();
  return { signal: cancellationSignal, activityAttempt: info.attempt };
}

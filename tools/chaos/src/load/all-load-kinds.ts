import { autoTrainBatches } from './auto-train-batches.ts';
import { conversationEnrichments } from './conversation-enrichments.ts';
import { fineTuneJobs } from './fine-tune-jobs.ts';
import type { LoadKind } from './load-kind.ts';
import { trainingFileBuilds } from './training-file-builds.ts';
import { trainingImports } from './training-imports.ts';
import { trainingSessions } from './training-sessions.ts';

/** Every kind of load. A new one adds its line here. */
export const allLoadKinds: readonly LoadKind[] = [
  trainingSessions,
  autoTrainBatches,
  trainingImports,
  conversationEnrichments,
  trainingFileBuilds,
  fineTuneJobs,
];

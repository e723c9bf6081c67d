import type { AutoTrainActivities } from '@understudy/activities/auto-train/auto-train-activities';
import type { EnrichmentActivities } from '@understudy/activities/enrichment/enrichment-activities';
import type { FineTuneBatchActivities } from '@understudy/activities/fine-tune-batches/fine-tune-batch-activities';
import type { FineTuneScheduleActivities } from '@understudy/activities/fine-tune-schedules/fine-tune-schedule-activities';
import type { FineTuneActivities } from '@understudy/activities/fine-tune/fine-tune-activities';
import type { ShutdownActivities } from '@understudy/activities/model-shutdowns/shutdown-activities';
import type { KnowledgeActivities } from '@understudy/activities/knowledge/knowledge-activities';
import type { RunActivities } from '@understudy/activities/runs/run-activities';
import type { SweepActivities } from '@understudy/activities/runs/sweep-activities';
import type { ExaminationActivities } from '@understudy/activities/training-quality/examination-activities';
import type { TrainingImportActivities } from '@understudy/activities/training-imports/training-import-activities';
import type { TrainingFileActivities } from '@understudy/activities/training-files/training-file-activities';
import type { TrainingSessionActivities } from '@understudy/activities/training-sessions/training-session-activities';
import type { LoraActivities } from '@understudy/domain/lora/train-lora-contract';
import type { WorkflowInterceptorsFactory } from '@temporalio/workflow';

type ActivityType = keyof (TrainingSessionActivities &
  TrainingImportActivities &
  ExaminationActivities &
  AutoTrainActivities &
  KnowledgeActivities &
  FineTuneActivities &
  FineTuneScheduleActivities &
  FineTuneBatchActivities &
  ShutdownActivities &
  EnrichmentActivities &
  TrainingFileActivities &
  LoraActivities &
  RunActivities &
  SweepActivities);

/** What each activity does, in a line for operators. A new activity adds its line here. */
const summaries: Record<ActivityType, string> = {
  recordPause: 'Note that the run is paused, or goes on',
  startUnstartedRuns: 'Start runs that have a row and no workflow',
  endLostRuns: 'End runs whose workflow is gone',
  purgeExamples: 'Delete examples that were removed 30 days ago',
  checkUploads: 'Look at every uploaded file',
  listFilesToExtract: 'Count the files that are left to read',
  extractTexts: 'Read texts, exports and the text layers of PDFs',
  extractPictures: 'Have the vision model read screenshots and scanned pages',
  attributeSpeakers: 'Find out who is the avatar, and take its exchanges as examples',
  analyseStyle: 'Measure the style and have a model describe it',
  generatePrompt: 'Have a model write the rules of the prompt',
  createVersion: 'Compose the prompt and store it as a version',
  beginBatch: 'Load what the batch was asked for',
  generateExamples: 'Have models write, vote on and judge the examples of a range',
  storeInMemory: 'Embed the examples and store them as knowledge',
  recordBudgetPause: 'Note that the run waits for a larger budget',
  endBatch: 'Note how the batch ended, and offer a fine-tune',
  endTraining: 'Note how the session ended',
  examineExamples: 'Look for what could be better in every example, and sum it up',
  endExamination: 'Note how the examination ended',
  readDocument: 'Read the text of the document and split it into passages',
  embedDocument: 'Have a model embed the passages',
  endIndexing: 'Note how indexing ended',
  beginEnrichment: 'Count the conversations that are left to enrich',
  enrichRange: 'Have a model label the conversations of a range, and write their training pairs',
  endEnrichment: 'Note how the enrichment ended',
  beginBuild: 'Wait for the build before, then begin',
  buildArtefacts: 'Stream the enriched files into JSON and JSONL, read them back, publish them',
  endBuild: 'Note how the build ended',
  checkImport: 'Tell what the file is, and store a preview of it',
  announcePreview: 'Say that the preview waits to be confirmed',
  importRecords: 'Read the file and store its records, batch by batch',
  endImport: 'Note what came of the file',
  beginFineTune: 'Load what the fine-tune was asked for',
  prepareFineTune: 'Choose, divide, clean and check the examples, and write the files',
  uploadFineTuneFiles: 'Upload the files to the provider',
  createProviderJob: 'Have the provider make the job, or find the one it made',
  pollProviderJob: 'Look at the provider’s job',
  awaitProviderNews: 'Look at the provider’s job until there is news',
  steerProviderJob: 'Pause, resume or cancel the provider’s job',
  reportStuck: 'Tell the owner that nothing is heard of the job',
  reportNotCancelled: 'Note that the provider could not be reached to cancel',
  activateTunedModel: 'Have the avatar answer with the tuned model',
  deleteProviderFiles: 'Delete the provider’s copies of the files',
  endFineTune: 'Note how the fine-tune ended, and tell the owner',
  chooseBatchAvatars: 'Look at who can be trained, and estimate it',
  advanceFineTuneBatch: 'Note which jobs have ended, and start the next ones',
  cancelBatchJobs: 'Cancel the jobs that are under way',
  endFineTuneBatch: 'Note how the batch ended, and tell the owner',
  watchShutdowns: 'Ask providers which models they shut down, and warn the owners',
  collectChatExamples: 'Turn well-rated chat answers into examples',
  startScheduledJob: 'Start a fine-tune where there is enough new to learn from',
  forgetSchedule: 'Forget a schedule that was deleted',
  trainLoraAdapter: 'Train a LoRA adapter, from the newest checkpoint on',
};

const isActivityType = (type: string): type is ActivityType => Object.hasOwn(summaries, type);

/** Puts the summary beside each activity in Temporal's own UI. */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleActivity: (input, next) => {
        const { activityType, options } = input;
        if (!isActivityType(activityType)) return next(input);
        return next({ ...input, options: { ...options, summary: summaries[activityType] } });
      },
    },
  ],
});

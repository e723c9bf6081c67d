import { autoTrainBatchOperations } from './auto-train/batch-operations.ts';
import { autoTrainOperations } from './auto-train/operations.ts';
import { avatarOperations } from './avatars/operations.ts';
import { budgetOperations } from './budget/operations.ts';
import { chatOperations } from './chat/operations.ts';
import { downloadOperations } from './downloads/operations.ts';
import { enrichmentOperations } from './enrichment/operations.ts';
import { fineTuneDataOperations } from './fine-tune/data-operations.ts';
import { fineTuneFileOperations } from './fine-tune/file-operations.ts';
import { fineTuneJobOperations } from './fine-tune/job-operations.ts';
import { fineTunedModelOperations } from './fine-tune/model-operations.ts';
import { fineTuneSteeringOperations } from './fine-tune/steering-operations.ts';
import { fineTuneAnalyticsOperations } from './fine-tune-analytics/operations.ts';
import { fineTuneBatchOperations } from './fine-tune-batches/operations.ts';
import { fineTuneScheduleOperations } from './fine-tune-schedules/operations.ts';
import { healthOperations } from './health/operations.ts';
import { knowledgeDocumentOperations } from './knowledge/document-operations.ts';
import { knowledgeSearchOperations } from './knowledge/search-operations.ts';
import type { Operation } from './http/operation.ts';
import { modelExperimentOperations } from './model-experiments/operations.ts';
import { notificationOperations } from './notifications/operations.ts';
import { promptVersionOperations } from './prompt-versions/operations.ts';
import { runOperations } from './runs/operations.ts';
import { sessionOperations } from './session/operations.ts';
import { trainingFileContentOperations } from './training-files/content-operations.ts';
import { trainingFileOperations } from './training-files/operations.ts';
import { exampleDownloadOperations } from './training-center/download-operations.ts';
import { exampleOperations } from './training-center/example-operations.ts';
import { qualityOperations } from './training-center/quality-operations.ts';
import { removalOperations } from './training-center/removal-operations.ts';
import { trainingStatsOperations } from './training-center/stats-operations.ts';
import { trainingSessionOperations } from './training-sessions/operations.ts';
import { trainingImportOperations } from './training-imports/operations.ts';
import { userSettingsOperations } from './user-settings/operations.ts';

/** Everything that the API can do. A new capability adds its operations here. */
export const allOperations: readonly Operation[] = [
  ...avatarOperations,
  ...trainingSessionOperations,
  ...autoTrainOperations,
  ...autoTrainBatchOperations,
  ...enrichmentOperations,
  ...trainingFileOperations,
  ...trainingFileContentOperations,
  ...exampleOperations,
  ...removalOperations,
  ...trainingStatsOperations,
  ...exampleDownloadOperations,
  ...qualityOperations,
  ...downloadOperations,
  ...trainingImportOperations,
  ...fineTuneDataOperations,
  ...fineTuneJobOperations,
  ...fineTuneFileOperations,
  ...fineTuneSteeringOperations,
  ...fineTunedModelOperations,
  ...modelExperimentOperations,
  ...fineTuneScheduleOperations,
  ...fineTuneBatchOperations,
  ...fineTuneAnalyticsOperations,
  ...runOperations,
  ...promptVersionOperations,
  ...chatOperations,
  ...knowledgeDocumentOperations,
  ...knowledgeSearchOperations,
  ...budgetOperations,
  ...notificationOperations,
  ...userSettingsOperations,
  ...sessionOperations,
  ...healthOperations,
];

/** Chapters of the documentation, in the order in which they are shown. */
export const tags = [
  { name: 'Avatars', description: 'Personas that can be trained and talked to' },
  { name: 'Training sessions', description: 'From files and instructions to a new prompt version' },
  { name: 'Auto-train', description: 'Batches of generated, judged and scored examples' },
  { name: 'Enrichment', description: 'Conversations, labelled and cut into training pairs' },
  { name: 'Training files', description: 'Enriched conversations, aggregated into one JSON and one JSONL' },
  { name: 'Downloads', description: 'Files by signed links' },
  { name: 'Training center', description: 'The examples to train with: import, review, quality, download' },
  { name: 'Fine-tuning', description: 'From examples to a model that answers' },
  { name: 'Fine-tune analytics', description: 'What fine-tuning was, has cost and was good for' },
  { name: 'Fine-tune batches', description: 'Many avatars, fine-tuned with the same settings' },
  { name: 'Fine-tune schedules', description: 'Training again by itself, with well-rated chat answers' },
  {
    name: 'Model experiments',
    description: 'Two models or versions side by side in the chat, by their ratings',
  },
  { name: 'Runs', description: 'Durable jobs of every kind' },
  { name: 'Prompt versions', description: 'What training has produced' },
  { name: 'Chat', description: 'Talk to an avatar' },
  { name: 'Knowledge', description: 'What avatars can answer from: documents and stored examples' },
  { name: 'Budget', description: 'What a month may cost, and has cost' },
  { name: 'Notifications', description: 'What you are told without having asked' },
  { name: 'Settings', description: 'What you have chosen for yourself' },
  { name: 'Session', description: 'Who is asking' },
  { name: 'Health', description: 'For orchestrators and operators' },
] as const;

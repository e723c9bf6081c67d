import { newId } from '@understudy/db/new-id';
import type { OwnedIds } from '@understudy/db/testing/seed-owned';

/** How an operation is asked by the ownership matrix. */
export type OwnershipEntry =
  | {
      /** Path parameters that name something owned, and what. */
      names?: Readonly<Record<string, keyof OwnedIds>>;
      /** Path parameters that name nothing of anybody. */
      params?: Readonly<Record<string, string>>;
      query?: Readonly<Record<string, string>>;
      /** A valid JSON body, so that the answer is about ownership and nothing else; `{user}` becomes who asks, `{avatarId}` and its like an ID. */
      body?: Readonly<Record<string, unknown>>;
      /** A valid form. */
      form?: Readonly<Record<string, string>>;
      /** Statuses for somebody who has nothing, where the operation needs something to work on and so cannot succeed. */
      withNothing?: readonly number[];
      /** Statuses for the owner, where what was seeded is in no state for it. */
      forOwner?: readonly number[];
    }
  | {
      /** Why no token is asked for. */
      open: string;
    };

const tuned = 'gpt-4o-mini-2024-07-18';

/** Every operation of the API, by its ID. The matrix fails where one is missing here, or is here and nowhere else. */
export const ownershipRegister: Readonly<Record<string, OwnershipEntry>> = {
  createAvatar: { body: { name: 'Gary' } },
  listAvatars: {},
  getAvatar: { names: { id: 'avatarId' } },
  updateAvatar: { names: { id: 'avatarId' }, body: { name: 'Stolen' } },
  deleteAvatar: { names: { id: 'avatarId' } },
  createTrainingSession: { names: { id: 'avatarId' }, form: { instructions: 'Be brief.' } },
  listTrainingSessions: { names: { id: 'avatarId' } },
  getTrainingSession: { names: { id: 'sessionId' } },
  listTrainingGenres: { open: 'The same list for everybody.' },
  createAutoTrainBatch: { body: { user_id: '{user}', num_examples: 1 } },
  getAutoTrainResult: { names: { id: 'batchId' } },
  getAutoTrainDefaults: {},
  estimateAutoTrain: { body: { num_examples: 1 } },
  listAutoTrainBatches: {},
  getAutoTrainBatch: { names: { id: 'batchId' } },
  listAutoTrainItems: { names: { id: 'batchId' } },
  listAutoTrainRejections: { names: { id: 'batchId' } },
  raiseAutoTrainBudget: { names: { id: 'batchId' }, body: { max_tokens: null } },
  listConversations: {},
  getConversation: { names: { id: 'conversationId' } },
  createEnrichment: { body: { conversation_ids: ['{conversationId}'] }, withNothing: [404, 422] },
  getEnrichment: { names: { id: 'enrichmentId' } },
  raiseEnrichmentBudget: { names: { id: 'enrichmentId' }, body: { max_tokens: null } },
  listTrainingFiles: {},
  createTrainingFile: {
    body: { name: 'stolen', conversation_ids: ['{conversationId}'] },
    withNothing: [404, 422],
  },
  getTrainingFile: { names: { id: 'trainingFileId' } },
  updateTrainingFile: { names: { id: 'trainingFileId' }, body: { name: 'stolen' } },
  deleteTrainingFile: { names: { id: 'trainingFileId' } },
  addConversationsToTrainingFile: {
    names: { id: 'trainingFileId' },
    body: { conversation_ids: ['{conversationId}'] },
  },
  buildTrainingFile: { names: { id: 'trainingFileId' } },
  getTrainingFileConversations: { names: { id: 'trainingFileId' } },
  getTrainingFileDownload: { names: { id: 'trainingFileId' }, query: { format: 'json' } },
  getTrainingFileChecklist: { names: { id: 'trainingFileId' } },
  listTrainingExamples: {},
  addTrainingExample: { body: { instruction: 'Who are you?', response: 'Nobody that you know.' } },
  getTrainingExample: { names: { index: 'exampleId' } },
  updateTrainingExample: { names: { index: 'exampleId' }, body: { response: 'Stolen' } },
  deleteTrainingExample: { names: { index: 'exampleId' } },
  clearTrainingExamples: { body: { confirm: true } },
  restoreTrainingExamples: { body: { removal_id: newId() }, withNothing: [404], forOwner: [404] },
  listTrainingRemovals: {},
  getTrainingStats: {},
  downloadTrainingExamples: { params: { format: 'jsonl' }, withNothing: [409, 422] },
  previewTrainingDownload: { params: { format: 'jsonl' } },
  createTrainingDownloadLink: { body: { format: 'jsonl' } },
  examineTrainingExamples: { body: {} },
  getTrainingExamination: { names: { id: 'examinationId' } },
  getTrainingQuality: {},
  fixTrainingFinding: { body: { finding: 'empty', fix: 'delete' } },
  downloadByLink: {
    open: 'The link is signed for one file of one user; downloads/download-links.test.ts asks it with others.',
  },
  uploadTrainingExamples: { form: { instructions: 'Be brief.' }, withNothing: [422] },
  listTrainingImports: {},
  getTrainingImport: { names: { id: 'importId' } },
  confirmTrainingImport: { names: { id: 'importId' }, body: {} },
  cancelTrainingImport: { names: { id: 'importId' } },
  getTrainingImportFaults: { names: { id: 'importId' } },
  undoTrainingImport: { names: { id: 'importId' } },
  getFineTuneEligibility: { names: { id: 'avatarId' } },
  getFineTuneStatistics: { names: { id: 'avatarId' } },
  getFineTuneUsage: { names: { id: 'avatarId' } },
  listFineTuneBaseModels: { names: { id: 'avatarId' } },
  estimateFineTune: { names: { id: 'avatarId' }, body: { base_model: tuned } },
  createFineTuneJob: { names: { id: 'avatarId' }, body: { base_model: tuned } },
  listFineTuneJobs: { names: { id: 'avatarId' } },
  getFineTuneJob: { names: { id: 'fineTuneJobId' } },
  listFineTuneEvents: { names: { id: 'fineTuneJobId' } },
  listFineTuneCheckpoints: { names: { id: 'fineTuneJobId' } },
  listFineTuneFiles: { names: { id: 'fineTuneJobId' } },
  getFineTuneFileDownload: { names: { id: 'fineTuneJobId', file_id: 'fineTuneFileId' } },
  cancelFineTuneJob: { names: { id: 'fineTuneJobId' } },
  pauseFineTuneJob: { names: { id: 'fineTuneJobId' } },
  resumeFineTuneJob: { names: { id: 'fineTuneJobId' } },
  retryFineTuneJob: { names: { id: 'fineTuneJobId' } },
  getTrainingInstructions: { names: { id: 'fineTuneJobId' } },
  nameTrainedModel: { names: { id: 'fineTuneJobId' }, body: { fine_tuned_model: 'stolen/model' } },
  deleteFineTunedModel: { names: { id: 'fineTuneJobId' } },
  getFineTunedModel: { names: { id: 'avatarId' } },
  activateFineTunedModel: { names: { id: 'fineTuneJobId' }, body: {} },
  deactivateFineTunedModel: { names: { id: 'avatarId' } },
  compareModels: { names: { id: 'avatarId' }, body: { messages: ['Who are you?'] } },
  startModelExperiment: { names: { id: 'avatarId' }, body: { name: 'Stolen', b: { base_model: 'stolen' } } },
  listModelExperiments: { names: { id: 'avatarId' } },
  getModelExperiment: { names: { id: 'experimentId' } },
  stopModelExperiment: { names: { id: 'experimentId' }, body: {} },
  putFineTuneSchedule: { names: { id: 'avatarId' }, body: { cadence: 'daily' } },
  getFineTuneSchedule: { names: { id: 'avatarId' } },
  deleteFineTuneSchedule: { names: { id: 'avatarId' } },
  pauseFineTuneSchedule: { names: { id: 'avatarId' } },
  resumeFineTuneSchedule: { names: { id: 'avatarId' } },
  triggerFineTuneSchedule: { names: { id: 'avatarId' } },
  listFineTuneScheduleFirings: { names: { id: 'avatarId' } },
  estimateFineTuneBatch: {
    body: { avatar_ids: ['{avatarId}'], job: { base_model: tuned } },
    withNothing: [404],
  },
  createFineTuneBatch: {
    body: { avatar_ids: ['{avatarId}'], job: { base_model: tuned } },
    withNothing: [404],
  },
  listFineTuneBatches: {},
  getFineTuneBatch: { names: { id: 'fineTuneBatchId' } },
  cancelFineTuneBatch: { names: { id: 'fineTuneBatchId' } },
  retryFineTuneBatch: { names: { id: 'fineTuneBatchId' } },
  getFineTuneAnalytics: { query: { from: '2026-01-01', to: '2026-12-31' } },
  listRuns: {},
  getRun: { names: { id: 'runId' } },
  listRunEvents: { names: { id: 'runId' } },
  cancelRun: { names: { id: 'runId' } },
  pauseRun: { names: { id: 'runId' } },
  resumeRun: { names: { id: 'runId' } },
  retryRun: { names: { id: 'runId' } },
  listPromptVersions: { names: { id: 'avatarId' } },
  rollbackPromptVersion: { names: { id: 'avatarId' }, body: {} },
  getPromptVersion: { names: { id: 'versionId' } },
  activatePromptVersion: { names: { id: 'versionId' } },
  deactivatePromptVersion: { names: { id: 'versionId' } },
  ratePromptVersion: { names: { id: 'versionId' }, body: { rating: 1 } },
  comparePromptVersions: { names: { a: 'versionId', b: 'versionId' } },
  comparePromptVersionAnswers: {
    names: { a: 'versionId', b: 'versionId' },
    body: { questions: ['Who are you?'] },
  },
  chatWithAvatar: { names: { id: 'avatarId' }, body: { message: 'Who are you?' } },
  createKnowledgeDocument: { body: { title: 'My own', text: 'My own words.' } },
  listKnowledgeDocuments: {},
  getKnowledgeDocument: { names: { id: 'documentId' } },
  deleteKnowledgeDocument: { names: { id: 'documentId' } },
  searchKnowledge: { query: { q: 'Who won the league' } },
  getKnowledgeStats: {},
  getBudget: {},
  setBudget: { body: { max_cost_usd: 1 } },
  listNotifications: {},
  readNotification: { names: { id: 'notificationId' } },
  readAllNotifications: {},
  getUserSettings: {},
  updateUserSettings: { body: { auto_fine_tune: true } },
  getSession: {},
  createDevelopmentToken: {
    open: 'Development only; session/operations.test.ts shows that it is gone elsewhere.',
  },
  getHealth: { open: 'Says nothing of anybody.' },
  getReadiness: { open: 'Says nothing of anybody.' },
};

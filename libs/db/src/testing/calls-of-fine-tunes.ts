import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import type { Transaction } from '../database.ts';
import {
  activateFineTunedModel,
  deactivateFineTunedModel,
  getActiveModel,
} from '../fine-tune/active-model.ts';
import { groupFineTuneExamples } from '../fine-tune/count-examples.ts';
import { createFineTuneJob } from '../fine-tune/create-fine-tune-job.ts';
import { findJobOfModel } from '../fine-tune/find-job-of-model.ts';
import { listFineTuneExamples, loadFineTuneExamples } from '../fine-tune/fine-tune-examples.ts';
import { countFineTuneUse, listFineTuneUsage } from '../fine-tune/fine-tune-usage.ts';
import { forgetTunedModel } from '../fine-tune/forget-tuned-model.ts';
import { getFineTuneJob, listFineTuneJobs } from '../fine-tune/get-fine-tune-job.ts';
import {
  describeFineTuneFiles,
  listFineTuneCheckpoints,
  listFineTuneEvents,
  listLatestEventIds,
} from '../fine-tune/list-fine-tune-details.ts';
import { listFineTuneFiles, loadFineTuneJob, lockFineTuneJob } from '../fine-tune/load-fine-tune-job.ts';
import { nameTrainedModel } from '../fine-tune/name-trained-model.ts';
import {
  recordFineTuneFiles,
  recordPreparation,
  markUploadBegun,
  recordProviderFile,
  recordProviderFileDeleted,
} from '../fine-tune/record-preparation.ts';
import {
  forgetProviderJob,
  markCreationAttempted,
  noteSignOfLife,
  recordFineTuneEnd,
  recordProviderEvents,
  recordProviderJob,
  recordResultMetrics,
  setFineTuneStatus,
  setStuck,
} from '../fine-tune/record-provider-job.ts';
import { setModelShutdown } from '../model-shutdowns/set-model-shutdown.ts';
import { newId } from '../new-id.ts';

type Ids = { avatarId: string; fineTuneJobId: string; fineTuneFileId: string; exampleId: string };
type Call = (tx: Transaction) => Promise<unknown>;

const page = { limit: 10 };
const emptyPage = { items: [], next_cursor: null };
const request = createFineTuneJobSchema.parse({ base_model: 'gpt-4o-mini-2024-07-18' });
const file = {
  purpose: 'training',
  fileName: 'training.jsonl',
  storageKey: 'stolen',
  sizeBytes: 1,
  contentDigest: 'stolen',
  rowCount: 1,
} as const;
const state = {
  providerJobId: 'stolen',
  providerStatus: 'running',
  status: 'running',
  fineTunedModel: null,
  trainedTokens: null,
  actualCost: null,
  estimatedFinish: null,
  error: null,
} as const;

/** Queries of fine-tuning that know no such row when somebody else's ID is asked for. */
export function fineTuneCallsAnsweredNotFound({ avatarId, fineTuneJobId: jobId }: Ids): Record<string, Call> {
  const job = { jobId: newId(), avatarId, title: 'Stolen', request, seed: 1, suffix: 'stolen' };
  return {
    activateFineTunedModel: (tx) => activateFineTunedModel(tx, { avatarId, jobId, model: 'stolen' }),
    deactivateFineTunedModel: (tx) => deactivateFineTunedModel(tx, avatarId),
    getActiveModel: (tx) => getActiveModel(tx, avatarId),
    createFineTuneJob: (tx) =>
      createFineTuneJob(tx, {
        ...job,
        idempotencyKey: newId(),
        requestDigest: 'digest',
        simulatedProvider: true,
      }),
    getFineTuneJob: (tx) => getFineTuneJob(tx, jobId),
    loadFineTuneJob: (tx) => loadFineTuneJob(tx, jobId),
    lockFineTuneJob: (tx) => lockFineTuneJob(tx, jobId),
    nameTrainedModel: (tx) => nameTrainedModel(tx, jobId, 'stolen/model'),
    markCreationAttempted: (tx) => markCreationAttempted(tx, jobId),
    recordProviderJob: (tx) => recordProviderJob(tx, jobId, state),
    recordFineTuneEnd: (tx) => recordFineTuneEnd(tx, jobId, 'failed', null),
  };
}

/** Queries of fine-tuning that find nothing where only somebody else has something, each with its answer then. */
export function fineTuneCallsAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, fineTuneJobId: jobId, exampleId } = ids;
  const scope = { avatarId, trainingDataId: null };
  return {
    groupFineTuneExamples: [(tx) => groupFineTuneExamples(tx, scope), []],
    listFineTuneExamples: [
      (tx) => listFineTuneExamples(tx, { ...scope, unusedOnly: false, patternTypes: null }, null, 10),
      [],
    ],
    loadFineTuneExamples: [(tx) => loadFineTuneExamples(tx, scope, [exampleId]), []],
    findJobOfModel: [(tx) => findJobOfModel(tx, avatarId, 'tuned'), null],
    listFineTuneUsage: [(tx) => listFineTuneUsage(tx, avatarId, 36_500), []],
    listFineTuneJobs: [(tx) => listFineTuneJobs(tx, avatarId, undefined, page), emptyPage],
    listLatestEventIds: [(tx) => listLatestEventIds(tx, jobId), []],
    listFineTuneEvents: [(tx) => listFineTuneEvents(tx, jobId, { offset: 0, limit: 10 }), []],
    listFineTuneCheckpoints: [(tx) => listFineTuneCheckpoints(tx, jobId), []],
    describeFineTuneFiles: [(tx) => describeFineTuneFiles(tx, jobId), []],
    listFineTuneFiles: [(tx) => listFineTuneFiles(tx, jobId), []],
  };
}

/** Queries of fine-tuning that write and say nothing, or that a foreign key refuses. */
export function fineTuneCallsWithoutAnswer(ids: Ids): Record<string, Call> {
  const { avatarId, fineTuneJobId: jobId, fineTuneFileId: fileId } = ids;
  const event = { level: 'info', type: 'message', message: 'Stolen', data: null, occurredAt: new Date(0) };
  const preparation = { files: [file], training: [], validation: [] };
  return {
    countFineTuneUse: (tx) =>
      countFineTuneUse(tx, {
        avatarId,
        model: 'stolen',
        inputTokens: 1,
        outputTokens: 1,
        cost: 1,
        fellBack: false,
      }),
    recordPreparation: (tx) =>
      recordPreparation(tx, jobId, { ...preparation, report: someReport, estimate: someEstimate }),
    recordFineTuneFiles: (tx) => recordFineTuneFiles(tx, jobId, [file]),
    markUploadBegun: (tx) => markUploadBegun(tx, fileId),
    recordProviderFile: (tx) => recordProviderFile(tx, fileId, 'stolen'),
    recordProviderFileDeleted: (tx) => recordProviderFileDeleted(tx, fileId),
    forgetTunedModel: (tx) => forgetTunedModel(tx, jobId, 'tuned'),
    forgetProviderJob: (tx) => forgetProviderJob(tx, jobId),
    setFineTuneStatus: (tx) => setFineTuneStatus(tx, jobId, 'failed'),
    recordProviderEvents: (tx) =>
      recordProviderEvents(tx, jobId, [{ ...event, providerEventId: 'stolen' }], []),
    noteSignOfLife: (tx) => noteSignOfLife(tx, jobId),
    setModelShutdown: (tx) => setModelShutdown(tx, jobId, new Date(0)),
    setStuck: (tx) => setStuck(tx, jobId, new Date(0)),
    recordResultMetrics: (tx) => recordResultMetrics(tx, jobId, []),
  };
}

const someReport = {
  considered: 1,
  training: 1,
  validation: 0,
  left_out: {},
  redactions: {},
  by_pattern_type: {},
  tokens: 1,
  notes: [],
};
const someEstimate = {
  training_cost: 0,
  input_cost_per_1m: 0,
  output_cost_per_1m: 0,
  total_estimate: 0,
  validation_cost: 0,
  examples: 1,
  validation_examples: 0,
  left_out: {},
  tokens: 1,
  n_epochs: 1,
  billed_tokens: 1,
  price: { training_usd_per_million: 0, as_of: '2026-04-30', source: 'a test', known: true },
  assumptions: [],
};

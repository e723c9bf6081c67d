import {
  toEligibilityResult,
  toExamplesStatisticsResult,
  toFineTuneStatusResult,
  toFineTuningCostResult,
  type EligibilityResult,
  type ExamplesStatisticsResult,
  type FineTuneStatusResult,
  type FineTuningCostResult,
} from '@understudy/domain/fine-tune/contracts/client-results';
import type { Client } from 'openapi-fetch';
import { expectDone, unwrap } from './answer.ts';
import { ApiError } from './api-error.ts';
import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];

/** A fine-tune job as the API shows it. */
export type FineTuneJob = Schemas['FineTuneJob'];

/** How a model is trained; everything else that the API takes has its default. */
export type FineTuneOptions = { baseModel: string; nEpochs?: number | 'auto'; idempotencyKey?: string };

/** Called with what is being done, and percent of the whole run. */
export type FineTuneProgress = (step: string, percentage: number) => void;

/**
 * Seed 001's fine-tuning service, with its nine methods, their parameters and results. Whose data it is follows from the
 * token, so `userId` is taken and not used. Every method fails with an ApiError.
 */
export type FineTuneService = {
  checkFineTuneEligibility: (avatarId: string, userId?: string) => Promise<EligibilityResult>;
  getExamplesStatistics: (avatarId: string, userId?: string) => Promise<ExamplesStatisticsResult>;
  /**
   * Creates a job and gives its ID. With `onProgress` it comes when the provider has the job, or it has ended before.
   *
   * @param trainingDataId the training session to learn from; null for all examples of the avatar
   */
  createFineTuneJob: (
    trainingDataId: string | null,
    userId: string,
    avatarId: string,
    options: FineTuneOptions,
    onProgress?: FineTuneProgress,
  ) => Promise<string>;
  checkFineTuneStatus: (jobId: string, userId?: string) => Promise<FineTuneStatusResult>;
  /** All jobs of an avatar, newest first, page by page behind the scenes. */
  listFineTuneJobs: (avatarId: string, userId?: string) => Promise<FineTuneJob[]>;
  /** @param modelId the model's name, or the ID of the job that made it */
  activateFineTunedModel: (avatarId: string, modelId: string, userId?: string) => Promise<void>;
  deactivateFineTunedModel: (avatarId: string, userId?: string) => Promise<void>;
  cancelFineTuneJob: (jobId: string, userId?: string) => Promise<void>;
  /** For so many examples of the average length that the avatar's have. */
  estimateFineTuningCost: (
    examplesCount: number,
    baseModel: string,
    epochs: number | 'auto',
    avatarId: string,
  ) => Promise<FineTuningCostResult>;
};

/** The service of fine-tuning over a client of the API. */
export function createFineTuneService(api: Client<paths>): FineTuneService {
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    async checkFineTuneEligibility(avatarId) {
      return toEligibilityResult(
        await unwrap(api.GET('/api/avatars/{id}/fine-tune/eligibility', at(avatarId))),
      );
    },
    async getExamplesStatistics(avatarId) {
      return toExamplesStatisticsResult(
        await unwrap(api.GET('/api/avatars/{id}/fine-tune/statistics', at(avatarId))),
      );
    },
    async createFineTuneJob(trainingDataId, _userId, avatarId, options, onProgress) {
      const { baseModel, nEpochs = 'auto', idempotencyKey } = options;
      const header = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      const { job_id: jobId } = await unwrap(
        api.POST('/api/avatars/{id}/fine-tune-jobs', {
          params: { path: { id: avatarId }, header },
          body: {
            training_data_id: trainingDataId,
            base_model: baseModel,
            hyperparameters: { n_epochs: nEpochs },
          },
        }),
      );
      if (onProgress !== undefined) await untilSubmitted(api, jobId, onProgress);
      return jobId;
    },
    async checkFineTuneStatus(jobId) {
      return toFineTuneStatusResult(await unwrap(api.GET('/api/fine-tune-jobs/{id}', at(jobId))));
    },
    listFineTuneJobs: (avatarId) => listAllJobs(api, avatarId),
    async activateFineTunedModel(avatarId, modelId) {
      const jobs = await listAllJobs(api, avatarId);
      const job = jobs.find(({ id, fine_tuned_model: model }) => id === modelId || model === modelId);
      if (job === undefined) {
        throw new ApiError('not_found', `This avatar has no model ${modelId}.`, 404);
      }
      await expectDone(api.POST('/api/fine-tune-jobs/{id}/activate', { ...at(job.id), body: {} }));
    },
    deactivateFineTunedModel: (avatarId) =>
      expectDone(api.POST('/api/avatars/{id}/fine-tuned-model/deactivate', at(avatarId))),
    cancelFineTuneJob: (jobId) => expectDone(api.POST('/api/fine-tune-jobs/{id}/cancel', at(jobId))),
    async estimateFineTuningCost(examplesCount, baseModel, epochs, avatarId) {
      const answer = await unwrap(
        api.POST('/api/avatars/{id}/fine-tune/estimate', {
          ...at(avatarId),
          body: {
            base_model: baseModel,
            examples_count: examplesCount,
            hyperparameters: { n_epochs: epochs },
          },
        }),
      );
      return toFineTuningCostResult(answer);
    },
  };
}

const betweenLooksMs = 500;

/** Follows a job until the provider has it, or it has ended. */
async function untilSubmitted(
  api: Client<paths>,
  jobId: string,
  onProgress: FineTuneProgress,
): Promise<void> {
  for (;;) {
    const job = await unwrap(api.GET('/api/fine-tune-jobs/{id}', { params: { path: { id: jobId } } }));
    onProgress(job.status, job.progress);
    if (job.provider_job_id !== null || job.finished_at !== null) return;
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  }
}

async function listAllJobs(api: Client<paths>, avatarId: string): Promise<FineTuneJob[]> {
  const jobs: FineTuneJob[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: 200, ...(cursor === null ? {} : { cursor }) };
    const page: Schemas['FineTuneJobPage'] = await unwrap(
      api.GET('/api/avatars/{id}/fine-tune-jobs', { params: { path: { id: avatarId }, query } }),
    );
    jobs.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return jobs;
}

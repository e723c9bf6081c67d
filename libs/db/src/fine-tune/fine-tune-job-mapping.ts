import {
  fineTuneDataReportSchema,
  fineTuneErrorSchema,
  type FineTuneJob,
} from '@understudy/domain/fine-tune/contracts/job';
import { fineTuneEstimateSchema } from '@understudy/domain/fine-tune/contracts/estimate';
import { hyperparametersSchema } from '@understudy/domain/fine-tune/contracts/hyperparameters';
import { fineTuneSelectionSchema } from '@understudy/domain/fine-tune/contracts/selection';
import {
  fineTuneMethodSchema,
  fineTuneProviderSchema,
} from '@understudy/domain/fine-tune/fine-tune-provider';
import { fineTuneStatusSchema, isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import { actionsOf } from '@understudy/domain/fine-tune/job-actions';
import { and, eq, getTableColumns, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { avatarProfiles } from '../schema/avatars.ts';
import { avatarFineTuneJobs } from '../schema/fine-tune.ts';
import { runs } from '../schema/runs.ts';

/** A fine-tune job's row. */
export type FineTuneJobRow = typeof avatarFineTuneJobs.$inferSelect;

/** The query that reads the user's jobs that meet a condition, with their runs and what their avatars answer with. */
export function selectFineTuneJobs(tx: Transaction, condition: SQL | undefined) {
  return tx
    .select({
      job: getTableColumns(avatarFineTuneJobs),
      runStatus: runs.status,
      percent: runs.percent,
      activeModel: avatarProfiles.activeFineTunedModel,
      usesTuned: avatarProfiles.useFineTunedModel,
    })
    .from(avatarFineTuneJobs)
    .innerJoin(runs, eq(runs.id, avatarFineTuneJobs.id))
    .innerJoin(avatarProfiles, eq(avatarProfiles.id, avatarFineTuneJobs.avatarId))
    .where(and(mine(avatarFineTuneJobs), mine(runs), mine(avatarProfiles), condition));
}

/** A job as it was selected. */
export type SelectedFineTuneJob = Awaited<ReturnType<typeof selectFineTuneJobs>>[number];

/** A job as the API shows it. */
export function toFineTuneJob(selected: SelectedFineTuneJob): FineTuneJob {
  const { job, percent, activeModel, usesTuned } = selected;
  const isPrepared = job.preparation !== null;
  const described = {
    id: job.id,
    run_id: job.id,
    avatar_id: job.avatarId,
    training_data_id: job.trainingDataId,
    status: statusOf(selected),
    provider: fineTuneProviderSchema.parse(job.provider),
    simulated_provider: job.simulatedProvider,
    base_model: job.baseModel,
    fine_tuned_model: job.fineTunedModel,
    is_active: job.fineTunedModel !== null && usesTuned && activeModel === job.fineTunedModel,
    method: fineTuneMethodSchema.parse(job.method),
    hyperparameters: hyperparametersSchema.parse(job.hyperparameters),
    selection: fineTuneSelectionSchema.parse(job.selection),
    seed: job.seed,
    suffix: job.suffix,
    training_examples_count: isPrepared ? job.trainingExamplesCount : null,
    validation_examples_count: isPrepared ? job.validationExamplesCount : null,
    data_report: isPrepared ? fineTuneDataReportSchema.parse(job.preparation) : null,
    progress: percent,
    trained_tokens: job.trainedTokens,
    estimated_cost: job.estimatedCost,
    cost: job.actualCost,
    price_date: job.estimate === null ? null : fineTuneEstimateSchema.parse(job.estimate).price.as_of,
    provider_job_id: job.providerJobId,
    provider_status: job.providerStatus,
    error: job.error === null ? null : fineTuneErrorSchema.parse(job.error),
    error_message: job.errorMessage,
    stuck_since: job.stuckSince?.toISOString() ?? null,
    estimated_finish: job.estimatedFinish?.toISOString() ?? null,
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
  return { ...described, actions: actionsOf(described) };
}

/** The row's own status; that of a paused run is `paused`, wherever the provider is. */
function statusOf({ job, runStatus }: SelectedFineTuneJob): FineTuneJob['status'] {
  const status = fineTuneStatusSchema.parse(job.status);
  return runStatus === 'paused' && !isFineTuneEnded(status) ? 'paused' : status;
}

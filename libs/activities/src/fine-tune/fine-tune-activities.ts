import { Context } from '@temporalio/activity';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { activateTunedModel } from './activate-tuned-model.ts';
import { awaitProviderNews, type AwaitedNews } from './await-provider-news.ts';
import { beginFineTune } from './begin-fine-tune.ts';
import { createProviderJob } from './create-provider-job.ts';
import { deleteProviderFiles } from './delete-provider-files.ts';
import { endFineTune } from './end-fine-tune.ts';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';
import { pollProviderJob } from './poll-provider-job.ts';
import { prepareFineTune } from './prepare-fine-tune.ts';
import { reportNotCancelled, reportStuck } from './report-to-owner.ts';
import { steerProviderJob } from './steer-provider-job.ts';
import { uploadFineTuneFiles } from './upload-fine-tune-files.ts';

/** The activities that take examples to a tuned model, in the order of their phases. */
export type FineTuneActivities = ReturnType<typeof createFineTuneActivities>;

/** The activities that take examples to a tuned model, in the order of their phases. */
export function createFineTuneActivities(dependencies: FineTuneDependencies) {
  return {
    beginFineTune: (reference: FineTuneReference) => beginFineTune(dependencies, reference),
    prepareFineTune: (reference: FineTuneReference) => prepareFineTune(dependencies, reference, signal()),
    uploadFineTuneFiles: (reference: FineTuneReference) =>
      uploadFineTuneFiles(dependencies, reference, signal()),
    createProviderJob: (reference: FineTuneReference) => createProviderJob(dependencies, reference, signal()),
    pollProviderJob: (reference: FineTuneReference & { look: number }) =>
      pollProviderJob(dependencies, reference, signal()),
    awaitProviderNews: (awaited: AwaitedNews) => awaitProviderNews(dependencies, awaited, Context.current()),
    steerProviderJob: (reference: FineTuneReference & { to: 'pause' | 'resume' | 'cancel' }) =>
      steerProviderJob(dependencies, reference, signal()),
    reportStuck: (reference: FineTuneReference) => reportStuck(dependencies, reference),
    reportNotCancelled: (reference: FineTuneReference) => reportNotCancelled(dependencies, reference),
    activateTunedModel: (reference: FineTuneReference) => activateTunedModel(dependencies, reference),
    deleteProviderFiles: (reference: FineTuneReference) =>
      deleteProviderFiles(dependencies, reference, signal()),
    endFineTune: (reference: FineTuneReference & RunOutcome) => endFineTune(dependencies, reference),
  };
}

const signal = () => Context.current().cancellationSignal;

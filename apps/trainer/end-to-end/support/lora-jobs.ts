import { baseModelsSchema } from '@understudy/domain/fine-tune/contracts/base-models';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import {
  fineTuneEventPageSchema,
  type FineTuneEvent,
} from '@understudy/domain/fine-tune/contracts/job-details';
import type { ApiClient } from '@understudy/tests/support/api-client';
import { fineTuningOf } from '@understudy/tests/support/fine-tuning';
import { tinyModel } from './trainer-site.ts';

/** Jobs at our own trainer, asked for by the product's API. */
export function loraJobsOf(user: ApiClient) {
  const fineTuning = fineTuningOf(user);
  const jobs = {
    ...fineTuning,
    /** Starts a job of as many passes over the avatar's examples. */
    begin: (avatarId: string, epochs: number): Promise<string> =>
      fineTuning.start(avatarId, {
        provider: 'lora',
        base_model: tinyModel,
        hyperparameters: { n_epochs: epochs, batch_size: 4, learning_rate_multiplier: 10, lora_rank: 64 },
      }),
    /** Every event of a job so far. */
    async events(jobId: string): Promise<FineTuneEvent[]> {
      const found: FineTuneEvent[] = [];
      let cursor: string | null = null;
      do {
        const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await user.get(
          `/api/fine-tune-jobs/${jobId}/events?limit=100${from}`,
          fineTuneEventPageSchema,
        );
        found.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return found;
    },
    /** The latest step that the job's events tell of; 0 before the first. */
    latestStep: async (jobId: string): Promise<number> =>
      Math.max(0, ...(await jobs.events(jobId)).map(({ metrics }) => metrics?.step ?? 0)),
    untilStep: async (jobId: string, step: number): Promise<FineTuneJob> => {
      const deadline = performance.now() + 240_000;
      while ((await jobs.latestStep(jobId)) < step) {
        if (performance.now() > deadline) throw new Error(`The job did not get to step ${String(step)}.`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      return await fineTuning.read(jobId);
    },
    /** What the API says of our trainer before a job is given to it. */
    async provider(avatarId: string) {
      const path = `/api/avatars/${avatarId}/fine-tune/base-models`;
      const { providers } = await user.get(path, baseModelsSchema);
      return providers.find(({ provider }) => provider === 'lora');
    },
  };
  return jobs;
}

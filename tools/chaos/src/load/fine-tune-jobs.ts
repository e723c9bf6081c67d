import { createFineTuneJobResponseSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { jsonRequest, type LoadKind } from './load-kind.ts';

/** Fine-tune jobs at OpenAI. */
export const fineTuneJobs: LoadKind = {
  name: 'fine_tune',
  weight: 2,
  next: ({ random, tunedAvatars }, number, key) => {
    const path = `/api/avatars/${random.pick(tunedAvatars)}/fine-tune-jobs`;
    const body = { base_model: 'gpt-4o-mini-2024-07-18', suffix: `chaos-${String(number)}` };
    return { request: jsonRequest(path, key, body), expected: { provider_jobs: 1 } };
  },
  runOf: (body) => createFineTuneJobResponseSchema.parse(body).run_id,
};

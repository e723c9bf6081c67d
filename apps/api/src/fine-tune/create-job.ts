import {
  queueFineTuneJob,
  type QueuedFineTuneJob,
} from '@understudy/activities/fine-tune/queue-fine-tune-job';
import type { CreateFineTuneJob } from '@understudy/domain/fine-tune/contracts/create-job';
import type { ApiDependencies } from '../dependencies.ts';
import { queueUnderKey } from '../runs/queue-under-key.ts';
import { refuseIneligible } from './refuse-ineligible.ts';
import { requestDigest } from './request-digest.ts';

/** A request for a job, by whom. */
export type JobRequest = {
  userId: string;
  avatarId: string;
  idempotencyKey: string | undefined;
  request: CreateFineTuneJob;
};

/**
 * Queues a fine-tune job and starts its run. A repeated request is answered with the job that the first one made.
 *
 * @throws UnderstudyError `not_found`; `nothing_to_train_on`; `provider_model_unavailable` for a provider that is not set
 *   up; `idempotency_key_reused`
 */
export async function createJob(
  dependencies: ApiDependencies,
  { userId, avatarId, idempotencyKey, request }: JobRequest,
): Promise<QueuedFineTuneJob> {
  const { fineTuning } = dependencies;
  const { simulated } = fineTuning.adapterFor(request.provider);
  const digest = requestDigest(avatarId, request);
  const identity = { userId, givenKey: idempotencyKey, requestDigest: digest };
  const queued = await queueUnderKey(dependencies, identity, async (tx, key) => {
    const asked = { userId, avatarId, request, simulatedProvider: simulated };
    const job = await queueFineTuneJob(tx, { ...asked, idempotencyKey: key, requestDigest: digest });
    // A repeat is answered, whatever has become of the examples. Refusing takes back what was just queued.
    if (job.created) await refuseIneligible(tx, avatarId, request);
    return job;
  });
  const { created, runId } = queued;
  const run = { kind: 'fine_tune', avatarId, subjectId: runId, attempt: 1 } as const;
  if (created) dependencies.runStarts.begin({ runId, userId, ...run });
  return queued;
}

import { loadFineTuneJob } from '@understudy/db/fine-tune/load-fine-tune-job';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { fineTuneProviderFacts } from '@understudy/domain/fine-tune/fine-tune-provider';
import { stuckAdvice } from '@understudy/domain/fine-tune/polling/stuck';
import type { FineTuneDependencies, FineTuneReference } from './fine-tune-reference.ts';

/** Tells the owner that nothing has been heard of a job for too long, with what can be done. */
export async function reportStuck(
  { database }: FineTuneDependencies,
  { userId, runId, jobId, attempt }: FineTuneReference,
): Promise<void> {
  await database.asUser(userId, async (tx) => {
    const { provider, stuckSince, avatarId } = await loadFineTuneJob(tx, jobId);
    if (stuckSince === null) return;
    const silentMs = Date.now() - stuckSince.getTime();
    const message = stuckAdvice(fineTuneProviderFacts[provider].title, silentMs);
    const key = `${String(attempt)}:stuck:${stuckSince.toISOString()}`;
    await appendRunEvent(tx, { runId, type: 'note', level: 'warning', message, data: {}, key });
    await insertNotification(tx, {
      kind: 'fine_tune_stuck',
      title: 'A fine-tune seems to be stuck',
      body: message,
      data: { fine_tune_job_id: jobId, avatar_id: avatarId },
      dedupeKey: `${jobId}:${key}`,
    });
  });
}

/** Says that the provider could not be reached to cancel the job, and where to do it. */
export async function reportNotCancelled(
  { database }: FineTuneDependencies,
  { userId, runId, jobId, attempt }: FineTuneReference,
): Promise<void> {
  await database.asUser(userId, async (tx) => {
    const { provider, providerJobId } = await loadFineTuneJob(tx, jobId);
    const { title } = fineTuneProviderFacts[provider];
    await appendRunEvent(tx, {
      runId,
      type: 'note',
      level: 'warning',
      message: `${title} could not be reached, so the job ${providerJobId ?? 'that may be there'} may still be training. Cancel it there, or retry and cancel again.`,
      data: {},
      key: `${String(attempt)}:not-cancelled`,
    });
  });
}

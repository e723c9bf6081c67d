import type { Database, Transaction } from '@understudy/db/database';
import { groupFineTuneExamples, toExampleCounts } from '@understudy/db/fine-tune/count-examples';
import { listFineTuneJobs } from '@understudy/db/fine-tune/get-fine-tune-job';
import { countNewChatExamples, giveTurnsToJob } from '@understudy/db/fine-tune-schedules/chat-turns';
import { noteLook } from '@understudy/db/fine-tune-schedules/change-schedule';
import { findLastRequest } from '@understudy/db/fine-tune-schedules/find-last-request';
import { findFiring, recordFiring, type NewFiring } from '@understudy/db/fine-tune-schedules/firings';
import { lockSchedule, type LoadedSchedule } from '@understudy/db/fine-tune-schedules/load-schedule';
import { insertNotification } from '@understudy/db/notifications/notifications';
import { baseModels } from '@understudy/domain/fine-tune/base-models';
import {
  createFineTuneJobSchema,
  type CreateFineTuneJob,
} from '@understudy/domain/fine-tune/contracts/create-job';
import { assessEligibility } from '@understudy/domain/fine-tune/eligibility/assess-eligibility';
import { isFineTuneEnded } from '@understudy/domain/fine-tune/fine-tune-status';
import type {
  ScheduledFineTuneInput,
  ScheduledFineTuneResult,
} from '@understudy/domain/fine-tune-schedules/schedule-workflow';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { queueFineTuneJob } from '../fine-tune/queue-fine-tune-job.ts';

/** One look of a schedule: `key` is that of the execution, so that a repetition finds what the first one did. */
export type ScheduledLook = ScheduledFineTuneInput & { key: string };

/** What one look came to, and the run to start where it began a job. */
export type LookOutcome = { outcome: ScheduledFineTuneResult['outcome']; jobId: string | null };

/**
 * Starts a fine-tune job where an avatar's chat has given enough to learn from, and records why not otherwise. All of it
 * in one transaction, under the key of the execution: a repetition starts nothing.
 */
export async function startScheduledJob(
  { database, fineTuning }: { database: Database; fineTuning: FineTuneSettings },
  look: ScheduledLook,
): Promise<LookOutcome> {
  return await database.asUser(look.userId, async (tx) => {
    const schedule = await lockSchedule(tx, look.scheduleId);
    if (schedule === null) return { outcome: 'gone', jobId: null };
    const earlier = await findFiring(tx, look.scheduleId, look.key);
    if (earlier !== null) return { outcome: earlier.outcome, jobId: earlier.fine_tune_job_id };
    const newExamples = await countNewChatExamples(tx, look.avatarId);
    const decided = await decide(tx, fineTuning, look, schedule, newExamples);
    const firing: NewFiring = {
      scheduleId: look.scheduleId,
      key: look.key,
      newExamples,
      neededExamples: schedule.minimumNewExamples,
      ...decided,
    };
    await recordFiring(tx, firing);
    await noteLook(tx, look.scheduleId, decided.jobId);
    if (decided.outcome !== 'skipped') await tellOwner(tx, look, firing);
    return { outcome: decided.outcome, jobId: decided.jobId };
  });
}

type Decision = Pick<NewFiring, 'outcome' | 'jobId' | 'message'>;

const skipped = (message: string): Decision => ({ outcome: 'skipped', jobId: null, message });

async function decide(
  tx: Transaction,
  fineTuning: FineTuneSettings,
  look: ScheduledLook,
  schedule: LoadedSchedule,
  newExamples: number,
): Promise<Decision> {
  const { avatarId, userId, scheduleId, key } = look;
  const { minimumNewExamples: needed } = schedule;
  if (newExamples < needed) {
    return skipped(
      `Skipped: ${String(newExamples)} of ${String(needed)} new well-rated chat answers are there.`,
    );
  }
  const [latest] = (await listFineTuneJobs(tx, avatarId, undefined, { limit: 1 })).items;
  if (latest !== undefined && !isFineTuneEnded(latest.status)) {
    return skipped('Skipped: a fine-tune of this avatar is under way.');
  }
  const request = await requestOf(tx, avatarId, schedule);
  const { provider, method } = request;
  const groups = await groupFineTuneExamples(tx, { avatarId, trainingDataId: null });
  const { eligible, recommendation } = assessEligibility({
    counts: toExampleCounts(groups, method),
    provider,
    method,
  });
  if (!eligible) return skipped(`Skipped: ${recommendation}`);
  const simulated = simulatedOf(fineTuning, request);
  if (typeof simulated !== 'boolean') return { outcome: 'failed', jobId: null, message: simulated.reason };
  const { runId } = await queueFineTuneJob(tx, {
    userId,
    avatarId,
    request,
    simulatedProvider: simulated,
    // A key that somebody gives has no space in it, so the two kinds never meet.
    idempotencyKey: `scheduled ${scheduleId} ${key}`,
    requestDigest: key,
  });
  await giveTurnsToJob(tx, avatarId, runId);
  const message = `Started with ${String(newExamples)} new well-rated chat answers.`;
  return { outcome: 'started', jobId: runId, message };
}

function simulatedOf(
  fineTuning: FineTuneSettings,
  { provider }: CreateFineTuneJob,
): boolean | { reason: string } {
  try {
    return fineTuning.adapterFor(provider).simulated;
  } catch (error) {
    if (error instanceof UnderstudyError) return { reason: error.message };
    throw error;
  }
}

/** What the job is made from. Chat answers belong to no training session, so all examples of the avatar are taken. */
async function requestOf(
  tx: Transaction,
  avatarId: string,
  { job }: LoadedSchedule,
): Promise<CreateFineTuneJob> {
  if (job.use === 'given') return { ...job.request, training_data_id: null };
  const last = await findLastRequest(tx, avatarId);
  if (last !== null) return last;
  const recommended = baseModels.find(({ recommended: isRecommended }) => isRecommended);
  return createFineTuneJobSchema.parse({
    provider: recommended?.provider,
    base_model: recommended?.model,
  });
}

async function tellOwner(tx: Transaction, look: ScheduledLook, firing: NewFiring): Promise<void> {
  const { avatarId, scheduleId, key } = look;
  await insertNotification(tx, {
    kind: `fine_tune_schedule_${firing.outcome}`,
    title:
      firing.outcome === 'started'
        ? 'A scheduled fine-tune has begun'
        : 'A scheduled fine-tune could not begin',
    body: firing.message,
    data: {
      avatar_id: avatarId,
      ...(firing.jobId === null ? {} : { fine_tune_job_id: firing.jobId }),
    },
    dedupeKey: `${scheduleId}:${key}`,
  });
}

import { askTogether } from '@understudy/db/ask-together';
import { loadAutoTrainBatch } from '@understudy/db/auto-train/load-auto-train-batch';
import { settleAnsweredCalls } from '@understudy/db/auto-train/settle-answered-calls';
import { summariseBatch, type BatchSummary } from '@understudy/db/auto-train/summarise-batch';
import { releaseAll } from '@understudy/db/budget/release';
import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RunEventDraft } from '@understudy/db/runs/write-run-event';
import { trainingStats } from '@understudy/db/training-examples/training-stats';
import type { AutoTrainWorkflowResult } from '@understudy/domain/auto-train/auto-train-contract';
import { rejectionReasonTitles, type RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import type { ProblemCode } from '@understudy/domain/errors/problem-code';
import type { RunError } from '@understudy/domain/runs/run';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { AutoTrainDependencies, AutoTrainReference } from './auto-train-reference.ts';
import { offerFineTuning } from './offer-fine-tuning.ts';

/** Writes the end of a batch, in the words of what really came of it. A second execution writes nothing. */
export async function endBatch(
  { database, fineTuning }: Pick<AutoTrainDependencies, 'database'> & { fineTuning: FineTuneSettings },
  reference: AutoTrainReference & RunOutcome,
): Promise<AutoTrainWorkflowResult> {
  const { userId, runId, batchId, attempt } = reference;
  return await database.asUser(userId, async (tx) => {
    const [{ numExamples, avatarId }, summary, { unusedExamples }] = await askTogether([
      () => loadAutoTrainBatch(tx, batchId),
      () => summariseBatch(tx, batchId),
      () => trainingStats(tx),
    ]);
    const status = statusOf(reference, summary);
    const { accepted, failed, failedByReason } = summary;
    await offerFineTuning(tx, fineTuning, { userId, runId, attempt, avatarId, unusedExamples });
    await appendRunEvent(tx, {
      runId,
      ...(await describeEnd(tx, reference, status, summary, numExamples)),
      data: { accepted, failed, missing: numExamples - accepted - failed, failed_by_reason: failedByReason },
      key: `${attempt}:ended`,
    });
    await settleAnsweredCalls(tx, runId);
    // A run that was ended from elsewhere has gone on for a moment, and set aside what nobody settles any more.
    await releaseAll(tx, runId);
    return { status, accepted, failed };
  });
}

function statusOf(
  { outcome }: RunOutcome,
  { accepted, failed }: BatchSummary,
): AutoTrainWorkflowResult['status'] {
  if (outcome !== 'completed') return outcome;
  if (failed === 0) return 'completed';
  return accepted > 0 ? 'completed_with_errors' : 'failed';
}

async function describeEnd(
  tx: Transaction,
  reference: AutoTrainReference & RunOutcome,
  status: AutoTrainWorkflowResult['status'],
  { accepted, failed, failedByReason }: BatchSummary,
  numExamples: number,
): Promise<Omit<RunEventDraft, 'data' | 'key'>> {
  const kept = `${accepted.toLocaleString('en')} of ${numExamples.toLocaleString('en')} examples`;
  const update = { status, completed: accepted + failed, total: numExamples };
  switch (status) {
    case 'completed':
      return {
        type: 'run_completed',
        level: 'info',
        phase: 'finishing',
        message: `${kept}.`,
        update: { ...update, percent: 100 },
      };
    case 'completed_with_errors':
      return {
        type: 'run_completed',
        level: 'warning',
        phase: 'finishing',
        message: `${kept}; ${failed.toLocaleString('en')} failed. ${describeReasons(failedByReason)}`,
        update: { ...update, percent: 100 },
      };
    case 'cancelled': {
      const message = `Cancelled. ${kept} are there and are kept.`;
      return { type: 'run_cancelled', level: 'warning', message, update: { status } };
    }
    case 'failed': {
      const error = await errorOf(tx, reference, failedByReason);
      return { type: 'run_failed', level: 'error', message: error.message, update: { status, error } };
    }
  }
}

async function errorOf(
  tx: Transaction,
  reference: AutoTrainReference & RunOutcome,
  failedByReason: BatchSummary['failedByReason'],
): Promise<RunError> {
  if (reference.outcome !== 'failed') {
    const message = `No example came of it. ${describeReasons(failedByReason)}`;
    const [reason] = byFrequency(failedByReason)[0] ?? ['unusable_answer'];
    return { code: codes[reason], message, phase: null };
  }
  return await failureOfRun(tx, reference, 'Retry the batch; what is there already is kept.');
}

/** The code of a batch without an example, most items of which were given up for this reason. */
const codes: Record<RejectionReason, ProblemCode> = {
  provider_failed: 'provider_unavailable',
  unusable_answer: 'provider_answer_invalid',
  refused: 'provider_refused_content',
  near_duplicate: 'provider_answer_invalid',
  below_quality: 'provider_answer_invalid',
  judge_below_quality: 'provider_answer_invalid',
};

function describeReasons(reasons: BatchSummary['failedByReason']): string {
  return byFrequency(reasons)
    .map(([reason, items]) => `${rejectionReasonTitles[reason]}: ${items.toLocaleString('en')}.`)
    .join(' ');
}

function byFrequency(reasons: BatchSummary['failedByReason']): [RejectionReason, number][] {
  const counted = Object.entries(reasons) as [RejectionReason, number][];
  return counted.toSorted(([, one], [, other]) => other - one);
}

import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { findQualityReport } from '@understudy/db/training-quality/quality-report';
import type { RunOutcome } from '@understudy/domain/runs/run-outcome';
import { failureOfRun } from '../runs/failure-of-run.ts';
import type { ExaminationDependencies, ExaminationReference } from './examination-reference.ts';
import { examples } from './record-examination.ts';

/** Writes the end of an examination, in the words of what really happened. A second execution writes nothing. */
export async function endExamination(
  { database }: ExaminationDependencies,
  reference: ExaminationReference & RunOutcome,
): Promise<{ status: RunOutcome['outcome'] }> {
  const { userId, runId, attempt } = reference;
  await database.asUser(userId, async (tx) => {
    await appendRunEvent(tx, { runId, ...(await describeEnd(tx, reference)), key: `${attempt}:ended` });
  });
  return { status: reference.outcome };
}

async function describeEnd(tx: Transaction, end: ExaminationReference & RunOutcome) {
  switch (end.outcome) {
    case 'completed':
      return {
        type: 'run_completed',
        level: 'info',
        message: await resultMessage(tx, end),
        update: { status: 'completed', percent: 100 },
      } as const;
    case 'cancelled':
      return {
        type: 'run_cancelled',
        level: 'warning',
        message: 'Cancelled. The report is that of the examination before.',
        update: { status: 'cancelled' },
      } as const;
    case 'failed': {
      const error = await failureOfRun(tx, end, 'Retry; the report is that of the examination before.');
      return {
        type: 'run_failed',
        level: 'error',
        message: error.message,
        update: { status: 'failed', error },
      } as const;
    }
  }
}

async function resultMessage(tx: Transaction, { avatarId }: ExaminationReference): Promise<string> {
  const quality = await findQualityReport(tx, { avatarId });
  const { examined = 0, sound = 0, findings = [] } = quality?.report ?? {};
  if (findings.length === 0) return `${examples(examined)} examined, and nothing was found.`;
  return `${examples(examined)} examined; ${sound.toLocaleString('en')} without an error or a warning.`;
}

import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  percentOfTraining,
  trainingPhaseTitles,
  type TrainingPhase,
} from '@understudy/domain/training-sessions/training-session-contract';
import type { TrainingReference } from './training-reference.ts';

/** Writes that a phase began; a second execution writes nothing. */
export async function recordPhaseStart(
  tx: Transaction,
  { runId, attempt }: TrainingReference,
  phase: TrainingPhase,
  message: string,
  total = 1,
): Promise<void> {
  await appendRunEvent(tx, {
    runId,
    type: 'phase_started',
    level: 'info',
    phase,
    message,
    data: { title: trainingPhaseTitles[phase] },
    key: `${attempt}:${phase}:started`,
    update: { completed: 0, total, percent: percentOfTraining(phase, 0, total) },
  });
}

/** Writes that a phase ended, with what came of it; a second execution writes nothing. */
export async function recordPhaseEnd(
  tx: Transaction,
  { runId, attempt }: TrainingReference,
  phase: TrainingPhase,
  message: string,
  data: Record<string, unknown> = {},
  total = 1,
): Promise<void> {
  await appendRunEvent(tx, {
    runId,
    type: 'phase_completed',
    level: 'info',
    phase,
    message,
    data: { title: trainingPhaseTitles[phase], ...data },
    key: `${attempt}:${phase}:completed`,
    update: { completed: total, total, percent: percentOfTraining(phase, total, total) },
  });
}

import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  examinationPhaseTitles,
  percentOfExamination,
  type ExaminationPhase,
} from '@understudy/domain/training-center/contracts/examine-examples-contract';
import type { ExaminationReference } from './examination-reference.ts';

/** How far a phase is, in items of the phase. */
export type ExaminationProgress = { phase: ExaminationPhase; completed: number; total: number };

/** Writes that a phase began, went on or ended; a second execution with the same key writes nothing. */
export async function recordExamination(
  tx: Transaction,
  { runId, attempt }: ExaminationReference,
  type: 'phase_started' | 'item_completed' | 'phase_completed',
  { phase, completed, total }: ExaminationProgress,
  said: { message: string; key: string },
): Promise<void> {
  await appendRunEvent(tx, {
    runId,
    type,
    level: 'info',
    phase,
    message: said.message,
    data: { title: examinationPhaseTitles[phase] },
    key: `${attempt}:${phase}:${said.key}`,
    update: { completed, total, percent: percentOfExamination(phase, completed, total) },
  });
}

/** A number of examples in words: "1 example", "2,000 examples". */
export function examples(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'example' : 'examples'}`;
}

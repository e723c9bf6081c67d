import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  fineTunePhaseTitles,
  percentOfFineTune,
  type FineTunePhase,
} from '@understudy/domain/fine-tune/fine-tune-contract';
import type { FineTuneReference } from './fine-tune-reference.ts';

/** Writes that a phase began or ended; a second execution writes nothing. */
export async function recordFineTunePhase(
  tx: Transaction,
  { runId, attempt }: FineTuneReference,
  type: 'phase_started' | 'phase_completed',
  phase: FineTunePhase,
  message: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  const completed = type === 'phase_completed' ? 1 : 0;
  await appendRunEvent(tx, {
    runId,
    type,
    level: 'info',
    phase,
    message,
    data: { title: fineTunePhaseTitles[phase], ...data },
    key: `${String(attempt)}:${phase}:${type}`,
    update: { completed, total: 1, percent: percentOfFineTune(phase, completed, 1) },
  });
}

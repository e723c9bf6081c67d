import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import {
  indexingPhaseTitles,
  percentOfIndexing,
  type IndexingPhase,
} from '@understudy/domain/knowledge/index-document-contract';
import type { IndexingReference } from './knowledge-reference.ts';

/** How far a phase is, in items of the phase. */
export type PhaseProgress = { phase: IndexingPhase; completed: number; total: number };

/** Writes that a phase began, went on or ended; a second execution with the same key writes nothing. */
export async function recordIndexing(
  tx: Transaction,
  { runId, attempt }: Pick<IndexingReference, 'runId' | 'attempt'>,
  type: 'phase_started' | 'item_completed' | 'phase_completed',
  { phase, completed, total }: PhaseProgress,
  said: { message: string; data?: Record<string, unknown>; key: string },
): Promise<void> {
  await appendRunEvent(tx, {
    runId,
    type,
    level: 'info',
    phase,
    message: said.message,
    data: { title: indexingPhaseTitles[phase], ...said.data },
    key: `${attempt}:${phase}:${said.key}`,
    update: { completed, total, percent: percentOfIndexing(phase, completed, total) },
  });
}

import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import type { RunEventType } from '@understudy/domain/runs/run-event';
import {
  importPhaseTitles,
  percentOfImport,
  type ImportPhase,
} from '@understudy/domain/training-center/contracts/training-import-contract';
import type { ImportReference } from './import-reference.ts';

/** How far a phase is. */
export type ImportProgress = { phase: ImportPhase; completed: number; total: number };

/** Writes that a phase began, went on or ended; a second execution with the same key writes nothing. */
export async function recordImport(
  tx: Transaction,
  { runId, attempt }: Pick<ImportReference, 'runId' | 'attempt'>,
  type: Extract<RunEventType, 'phase_started' | 'phase_completed' | 'item_completed'>,
  { phase, completed, total }: ImportProgress,
  said: { message: string; data?: Record<string, unknown>; key: string },
): Promise<void> {
  await appendRunEvent(tx, {
    runId,
    type,
    level: 'info',
    phase,
    message: said.message,
    data: { title: importPhaseTitles[phase], ...said.data },
    key: `${attempt}:${phase}:${said.key}`,
    update: { completed, total, percent: percentOfImport(phase, completed, total) },
  });
}

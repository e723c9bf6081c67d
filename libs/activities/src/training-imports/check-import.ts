import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { getRunStatus } from '@understudy/db/runs/get-run-status';
import {
  loadTrainingImport,
  type TrainingImportRow,
} from '@understudy/db/training-imports/load-training-import';
import { recordImportFormat, recordImportStatus } from '@understudy/db/training-imports/record-import-format';
import { takeBackImport } from '@understudy/db/training-imports/take-back-import';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import type { ImportPreview } from '@understudy/domain/training-center/contracts/import-examples';
import {
  fieldMappingSchema,
  type FieldMapping,
} from '@understudy/domain/training-center/import/field-mapping';
import {
  isSingleMessage,
  singleMessageAdvice,
} from '@understudy/domain/training-center/import/single-message';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { detectStoredFile, packingOf, readToEnd } from './open-import-file.ts';
import { previewFile } from './preview-file.ts';
import { recordImport } from './record-import.ts';

const phase = 'upload_check';

/** What comes after the check of a file. */
export type CheckedImport = {
  /** Whether nothing is stored before it is confirmed. */
  waits: boolean;
  /** Whether somebody ended the run before its workflow came to it. */
  ended: boolean;
};

/**
 * Begins an attempt: tells what the file is, and stores a preview of it. Packed files are read to their end.
 *
 * @throws UnderstudyError what `detectStoredFile` and `readToEnd` throw; `file_unreadable` where nobody is to choose what
 *   unknown fields mean
 */
export async function checkImport(
  { database, storage }: ImportDependencies,
  reference: ImportReference,
  signal: AbortSignal,
): Promise<CheckedImport> {
  const { userId, runId } = reference;
  const row = await database.asUser(userId, (tx) => begin(tx, reference));
  if (row === null) return { waits: false, ended: true };
  // Before its content is looked at: what is wrong with the whole of a file is said first.
  const packing = await packingOf(storage, row);
  if (packing !== null) await readToEnd(storage, row, packing, signal);
  const file = await detectStoredFile(storage, row, { signal });
  const { format, preview } = previewFile(file, mappingOf(row));
  const waits = row.waitsForConfirmation && row.confirmedAt === null;
  if (preview.needs_mapping && !waits) throw unknownFields(preview);
  await database.asUser(userId, async (tx) => {
    await recordImportFormat(tx, runId, { format, preview });
    await recordImport(
      tx,
      reference,
      'phase_completed',
      { phase, completed: 1, total: 1 },
      { message: `Recognised: ${format.title}.`, data: { format: format.title }, key: 'completed' },
    );
  });
  return { waits, ended: false };
}

/** A person's own choice of what feeds what; null: by the names of each record's fields. */
export function mappingOf({ mapping }: Pick<TrainingImportRow, 'mapping'>): FieldMapping | null {
  return fieldMappingSchema.nullable().parse(mapping);
}

async function begin(tx: Transaction, reference: ImportReference): Promise<TrainingImportRow | null> {
  const { runId, attempt } = reference;
  if (isEnded(await getRunStatus(tx, runId))) return null;
  const row = await loadTrainingImport(tx, runId);
  // What was refused as a whole is read anew; what was stored in part goes on where it was.
  if (row.imported === 0 && row.records > 0) await takeBackImport(tx, runId);
  await recordImportStatus(tx, runId, 'previewing');
  await appendRunEvent(tx, {
    runId,
    type: 'run_started',
    level: 'info',
    phase,
    message: attempt === 1 ? 'Started.' : `Started again, attempt ${String(attempt)}.`,
    key: `${String(attempt)}:started`,
    update: { status: 'running' },
  });
  await recordImport(
    tx,
    reference,
    'phase_started',
    { phase, completed: 0, total: 1 },
    { message: `Looking at “${row.fileName}”.`, key: 'started' },
  );
  return row;
}

function unknownFields({ fields, mapping }: ImportPreview): UnderstudyError {
  const { instruction, response }: FieldMapping = mapping;
  const missing = [
    ...(instruction === undefined ? ['for the question'] : []),
    ...(response === undefined ? ['for the answer'] : []),
  ];
  if (isSingleMessage(fields)) {
    const what = 'Each record is a single message of a conversation, and not a conversation.';
    return new UnderstudyError('file_unreadable', `${what} ${singleMessageAdvice}`);
  }
  return new UnderstudyError(
    'file_unreadable',
    `No field is known ${missing.join(' and ')}. The records have ${fields.slice(0, 8).join(', ')}. Upload the file with ` +
      'preview=true and choose which field feeds which, or name them instruction and response.',
  );
}

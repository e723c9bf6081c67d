import {
  confirmTrainingImport,
  type ConfirmedChoices,
} from '@understudy/db/training-imports/confirm-training-import';
import { getTrainingImport } from '@understudy/db/training-imports/get-training-import';
import type { TrainingImportRow } from '@understudy/db/training-imports/load-training-import';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { isEnded } from '@understudy/domain/runs/run';
import {
  importPreviewSchema,
  type ConfirmImportRequest,
  type ImportPreview,
  type TrainingImport,
} from '@understudy/domain/training-center/contracts/import-examples';
import { confirmImport as confirmMessage } from '@understudy/domain/training-center/contracts/training-import-contract';
import type { FieldMapping } from '@understudy/domain/training-center/import/field-mapping';
import type { ApiDependencies } from '../dependencies.ts';
import { validationFailed } from '../http/parse-input.ts';
import { preferredWait, type PreferredWait } from '../http/prefer.ts';
import { updateRun } from '../runs/steer-run.ts';
import { waitForRun } from '../runs/wait-for-run.ts';

/** Seconds that a request waits until the import has begun, unless it prefers to wait for its end; and at most. */
const usualWaitSeconds = 2;
const longestWaitSeconds = 600;

/** Who confirms what, and how patiently. */
export type ImportConfirmation = {
  userId: string;
  importId: string;
  /** The header `Prefer`. */
  prefer: string | undefined;
  clientGone: AbortSignal;
};

/**
 * Stores what was chosen after the preview, and has the import begin; answers when it has. Where its workflow cannot be reached, the choices are
 * stored all the same: the same request again has it begin.
 *
 * @throws UnderstudyError `not_found`; `conflict` where nothing waits for a confirmation; `validation_failed` for a mapping
 *   that does not fit the file; `worker_unavailable`, `orchestrator_unavailable`
 */
export async function confirmImport(
  dependencies: ApiDependencies,
  { userId, importId, prefer, clientGone }: ImportConfirmation,
  request: ConfirmImportRequest,
): Promise<{ body: TrainingImport; headers: Partial<PreferredWait['headers']> }> {
  const { database } = dependencies;
  await database.asUser(userId, (tx) =>
    confirmTrainingImport(tx, importId, (row) => choicesOf(row, request)),
  );
  await updateRun(dependencies, { userId, runId: importId }, confirmation);
  const preferred = preferredWait(prefer, longestWaitSeconds);
  await waitForRun(
    dependencies,
    { userId, runId: importId },
    {
      seconds: preferred?.seconds ?? usualWaitSeconds,
      clientGone,
      isSettled: ({ status, progress }) =>
        isEnded(status) || (preferred === null && progress.phase !== 'preview'),
    },
  );
  const body = await database.asUser(userId, (tx) => getTrainingImport(tx, importId));
  return { body, headers: { ...preferred?.headers } };
}

const confirmation = { name: confirmMessage, participle: 'confirmed' };

function choicesOf({ preview }: TrainingImportRow, request: ConfirmImportRequest): ConfirmedChoices {
  const { mapping, mode, duplicates, near_duplicates: nearDuplicates } = request;
  return {
    ...mappingOf(importPreviewSchema.parse(preview), mapping),
    ...(mode === undefined ? {} : { mode }),
    ...(duplicates === undefined ? {} : { duplicates }),
    ...(nearDuplicates === undefined ? {} : { nearDuplicates }),
  };
}

/** A mapping that is the proposed one chooses nothing: records that have other fields are read by these. */
function mappingOf(preview: ImportPreview, mapping: FieldMapping | undefined): ConfirmedChoices {
  if (mapping === undefined) {
    if (!preview.needs_mapping) return {};
    throw new UnderstudyError(
      'validation_failed',
      'Choose which field of the file feeds the instruction and which the response.',
      { faults: [{ field: 'mapping', message: 'Is needed: no field of the file is known by its name.' }] },
    );
  }
  const unknown = Object.entries(mapping).filter(([, field]) => !preview.fields.includes(field));
  if (unknown.length > 0) {
    throw validationFailed(
      unknown.map(([target, field]) => ({
        field: `mapping.${target}`,
        message: `The file has no field “${field}”. It has ${preview.fields.slice(0, 20).join(', ')}.`,
      })),
    );
  }
  const isProposed = !preview.needs_mapping && isSame(mapping, preview.mapping);
  return { mapping: isProposed ? null : mapping };
}

function isSame(one: FieldMapping, other: FieldMapping): boolean {
  const [entries, others] = [one, other].map((mapping) => JSON.stringify(Object.entries(mapping).sort()));
  return entries === others;
}

import type {
  duplicateChoices,
  importModes,
} from '@understudy/domain/training-center/contracts/import-examples';
import { importPhases } from '@understudy/domain/training-center/contracts/training-import-contract';
import type { Transaction } from '../database.ts';
import { queueRun } from '../runs/queue-run.ts';
import { trainingImports } from '../schema/training-imports.ts';

/** What is done with what of a file. */
export type ImportChoices = {
  mode: (typeof importModes)[number];
  duplicates: (typeof duplicateChoices)[number];
  nearDuplicates: (typeof duplicateChoices)[number];
};

/** An import whose file is in object storage. The ID is made by the caller (`newId`). */
export type NewTrainingImport = ImportChoices & {
  /** Also the ID of its run. */
  importId: string;
  /** Null where the examples are for no avatar in particular. */
  avatarId: string | null;
  fileName: string;
  sizeBytes: number;
  /** SHA-256 of the content in hexadecimal. */
  contentDigest: string;
  storageKey: string;
  waitsForConfirmation: boolean;
  idempotencyKey: string;
  requestDigest: string;
  simulatedProvider: boolean;
};

/** The import that now exists; `created` is false where an earlier request with the same key made it. */
export type CreatedTrainingImport = { created: boolean; runId: string };

/**
 * Queues an import: its run, the import and the first event, or nothing at all.
 *
 * @throws UnderstudyError `not_found` without such an avatar; `idempotency_key_reused`
 */
export async function createTrainingImport(
  tx: Transaction,
  newImport: NewTrainingImport,
): Promise<CreatedTrainingImport> {
  const { importId, idempotencyKey, requestDigest, simulatedProvider, ...described } = newImport;
  const { avatarId, fileName } = described;
  const queued = await queueRun(
    tx,
    {
      runId: importId,
      kind: 'training_import',
      title: `Import of “${fileName}”`,
      avatarId,
      subjectId: importId,
      phase: importPhases[0],
      idempotencyKey,
      requestDigest,
      simulatedProvider,
      data: { file_name: fileName },
    },
    async () =>
      void (await tx.insert(trainingImports).values({ id: importId, status: 'receiving', ...described })),
  );
  return { created: queued.created, runId: queued.runId };
}

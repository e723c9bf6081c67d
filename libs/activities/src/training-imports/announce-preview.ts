import { recordImportStatus } from '@understudy/db/training-imports/record-import-format';
import type { ImportDependencies, ImportReference } from './import-reference.ts';
import { recordImport } from './record-import.ts';

/** Says that the preview is ready and that nothing happens before somebody confirms it. */
export async function announcePreview(
  { database }: ImportDependencies,
  reference: ImportReference,
): Promise<void> {
  await database.asUser(reference.userId, async (tx) => {
    await recordImportStatus(tx, reference.runId, 'awaiting_confirmation');
    await recordImport(
      tx,
      reference,
      'phase_started',
      { phase: 'preview', completed: 0, total: 1 },
      { message: 'The preview is ready. Nothing is stored before you confirm it.', key: 'started' },
    );
  });
}

import { summariseQuality } from '@understudy/domain/training-files/quality-summary';
import { emptyScaffolding } from '@understudy/domain/training-files/scaffolding';
import type { Transaction } from '../database.ts';
import type { QualityReport } from '@understudy/domain/training-center/quality/quality-report';
import { newId } from '../new-id.ts';
import { queueRun } from '../runs/queue-run.ts';
import { enrichmentItems } from '../schema/enrichment.ts';
import { trainingFileConversations, trainingFiles } from '../schema/training-files.ts';
import { trainingImportFaults, trainingImports } from '../schema/training-imports.ts';
import { trainingQualityReports } from '../schema/training-quality.ts';

/** IDs of what a data set consists of. */
export type SeededDataSet = { importId: string; trainingFileId: string };

/** Puts one row into every table of the training center, of enrichment and of training files. */
export async function seedDataSet(
  tx: Transaction,
  { avatarId, runId, conversationId }: { avatarId: string; runId: string; conversationId: string },
): Promise<SeededDataSet> {
  const importId = newId();
  const trainingFileId = newId();
  const insertImport = async () => {
    await tx.insert(trainingImports).values({
      id: importId,
      fileName: 'examples.jsonl',
      sizeBytes: 120,
      contentDigest: 'digest of the file',
      storageKey: `imports/${importId}`,
      status: 'importing',
      waitsForConfirmation: false,
      mode: 'partial',
      duplicates: 'skip',
      nearDuplicates: 'keep',
    });
  };
  const run = {
    runId: importId,
    kind: 'training_import' as const,
    title: 'Import of examples.jsonl',
    avatarId: null,
    subjectId: importId,
    phase: 'upload_check',
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
    data: {},
  };
  await queueRun(tx, run, insertImport);
  await tx.insert(trainingImportFaults).values({
    importId,
    record: 1,
    position: 0,
    line: 1,
    code: 'missing_field',
    reason: 'The field “output” is missing.',
    advice: 'Add it.',
  });
  await tx
    .insert(trainingQualityReports)
    .values({ avatarId, report: emptyReport, examined: 0, examinedAt: new Date(0) });
  await tx.insert(enrichmentItems).values({ runId, conversationId, position: 0 });
  await tx.insert(trainingFiles).values({
    id: trainingFileId,
    buildRunId: importId,
    name: 'first_batch',
    conversationCount: 1,
    totalTrainingPairs: 1,
    scaffoldingDistribution: emptyScaffolding,
    qualitySummary: summariseQuality({
      conversations: 1,
      averageQuality: null,
      scaffolding: emptyScaffolding,
      trainingPairs: 1,
      artefact: null,
    }),
    artefactRunId: importId,
    jsonFileSize: 2,
    jsonlFileSize: 2,
    jsonFilePath: `${trainingFileId}/training.json`,
    jsonlFilePath: `${trainingFileId}/training.jsonl`,
    createdBy: 'ash',
    lastUpdatedBy: 'ash',
  });
  await tx
    .insert(trainingFileConversations)
    .values({ trainingFileId, conversationId, position: 0, addedBy: 'ash' });
  return { importId, trainingFileId };
}

/** What an examination of nothing reports. */
const emptyReport: QualityReport = {
  examined: 0,
  sound: 0,
  response_lengths: { count: 0, mean: 0, shortest: 0, longest: 0, buckets: [] },
  instruction_lengths: { count: 0, mean: 0, shortest: 0, longest: 0, buckets: [] },
  languages: [],
  style: null,
  findings: [],
};

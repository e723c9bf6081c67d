import { qualitySummarySchema } from '@understudy/domain/training-files/quality-summary';
import { scaffoldingDistributionSchema } from '@understudy/domain/training-files/scaffolding';
import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import { getTableColumns } from 'drizzle-orm';
import { runColumns, toRun, type RunLinks, type RunRow } from '../runs/run-mapping.ts';
import { trainingFiles } from '../schema/training-files.ts';

/** Columns to select for `toTrainingFile`, of training files joined with the runs that build them. */
export const trainingFileColumns = { file: getTableColumns(trainingFiles), run: runColumns };

/** A training file as selected with `trainingFileColumns`. */
export type TrainingFileRow = { file: typeof trainingFiles.$inferSelect; run: RunRow };

/** A training file as the API shows it. */
export function toTrainingFile({ file, run: row }: TrainingFileRow, links: RunLinks): TrainingFile {
  const run = toRun(row, links);
  return {
    id: file.id,
    name: file.name,
    description: file.description,
    conversation_count: file.conversationCount,
    total_training_pairs: file.totalTrainingPairs,
    json_file_path: file.jsonFilePath,
    jsonl_file_path: file.jsonlFilePath,
    json_file_size: file.jsonFileSize,
    jsonl_file_size: file.jsonlFileSize,
    scaffolding_distribution: scaffoldingDistributionSchema.parse(file.scaffoldingDistribution),
    quality_summary: qualitySummarySchema.parse(file.qualitySummary),
    status: file.status,
    artefact: artefactOf(file),
    up_to_date: file.artefactRunId !== null && file.artefactRunId === file.buildRunId,
    error: run.status === 'failed' ? run.error : null,
    run,
    created_by: file.createdBy,
    last_updated_by: file.lastUpdatedBy,
    created_at: file.createdAt.toISOString(),
    updated_at: file.updatedAt.toISOString(),
  };
}

function artefactOf(file: TrainingFileRow['file']): TrainingFile['artefact'] {
  const { artefactConversationCount, artefactTrainingPairs, builtAt } = file;
  if (artefactConversationCount === null || artefactTrainingPairs === null || builtAt === null) return null;
  return {
    conversation_count: artefactConversationCount,
    total_training_pairs: artefactTrainingPairs,
    built_at: builtAt.toISOString(),
  };
}

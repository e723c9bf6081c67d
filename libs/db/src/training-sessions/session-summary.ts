import type { TrainingSessionSummary } from '@understudy/domain/training-sessions/training-session';
import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { runColumns, toRun, type RunLinks } from '../runs/run-mapping.ts';
import { avatarPromptVersions } from '../schema/prompt-versions.ts';
import { runs } from '../schema/runs.ts';
import { avatarTrainingExamples } from '../schema/training-examples.ts';
import { avatarTrainingFiles } from '../schema/training-session-files.ts';
import { avatarTrainingData } from '../schema/training-sessions.ts';

/** The query that reads the user's sessions that meet a condition, with their run, latest version and counts. */
export function selectSessionSummaries(tx: Transaction, condition: SQL | undefined) {
  const files = and(mine(avatarTrainingFiles), eq(avatarTrainingFiles.trainingDataId, avatarTrainingData.id));
  const examples = and(
    mine(avatarTrainingExamples),
    isNull(avatarTrainingExamples.removedAt),
    eq(avatarTrainingExamples.trainingDataId, avatarTrainingData.id),
  );
  const latestVersion = tx
    .select({ id: avatarPromptVersions.id, versionNumber: avatarPromptVersions.versionNumber })
    .from(avatarPromptVersions)
    .where(and(mine(avatarPromptVersions), eq(avatarPromptVersions.trainingDataId, avatarTrainingData.id)))
    .orderBy(desc(avatarPromptVersions.versionNumber))
    .limit(1)
    .as('latest_version');
  return tx
    .select({
      id: avatarTrainingData.id,
      avatarId: avatarTrainingData.avatarId,
      run: runColumns,
      instructions: avatarTrainingData.instructions,
      requestedSpeaker: avatarTrainingData.requestedSpeaker,
      avatarSpeaker: avatarTrainingData.avatarSpeaker,
      fileCount: tx.$count(avatarTrainingFiles, files),
      failedFileCount: tx.$count(avatarTrainingFiles, and(files, eq(avatarTrainingFiles.status, 'failed'))),
      exampleCount: tx.$count(avatarTrainingExamples, examples),
      versionId: latestVersion.id,
      versionNumber: latestVersion.versionNumber,
      createdAt: avatarTrainingData.createdAt,
    })
    .from(avatarTrainingData)
    .innerJoin(runs, eq(runs.id, avatarTrainingData.runId))
    .leftJoinLateral(latestVersion, sql`true`)
    .where(and(mine(avatarTrainingData), condition));
}

/** A session as selected by `selectSessionSummaries`. */
export type SessionSummaryRow = Awaited<ReturnType<typeof selectSessionSummaries>>[number];

/** A session as the API lists it. */
export function toSessionSummary(row: SessionSummaryRow, links: RunLinks): TrainingSessionSummary {
  return {
    id: row.id,
    avatar_id: row.avatarId,
    run: toRun(row.run, links),
    instructions: row.instructions,
    file_count: row.fileCount,
    failed_file_count: row.failedFileCount,
    avatar_speaker: row.avatarSpeaker ?? row.requestedSpeaker,
    prompt_version_id: row.versionId,
    prompt_version_number: row.versionNumber,
    training_example_count: row.exampleCount,
    created_at: row.createdAt.toISOString(),
  };
}

import type { TrainingFile } from '@understudy/domain/training-files/training-file';
import type { TrainingPair } from '@understudy/domain/enrichment/training-pair';
import { trainingPairSchema } from '@understudy/domain/enrichment/training-pair';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import type { RunLinks } from '../runs/run-mapping.ts';
import { runs } from '../schema/runs.ts';
import { trainingFiles } from '../schema/training-files.ts';
import { toTrainingFile, trainingFileColumns } from './training-file-mapping.ts';

/**
 * A training file as it stands.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getTrainingFile(
  tx: Transaction,
  trainingFileId: string,
  links: RunLinks,
): Promise<TrainingFile> {
  const rows = await tx
    .select(trainingFileColumns)
    .from(trainingFiles)
    .innerJoin(runs, eq(runs.id, trainingFiles.buildRunId))
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
  return toTrainingFile(firstOrNotFound(rows, 'training file', trainingFileId), links);
}

/**
 * Name and description of a training file, and how many pairs its artefact has.
 *
 * @throws UnderstudyError `not_found`
 */
export async function getTrainingFileHead(
  tx: Transaction,
  trainingFileId: string,
): Promise<{ name: string; description: string | null; artefactTrainingPairs: number | null }> {
  const { name, description, artefactTrainingPairs } = trainingFiles;
  const rows = await tx
    .select({ name, description, artefactTrainingPairs })
    .from(trainingFiles)
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
  return firstOrNotFound(rows, 'training file', trainingFileId);
}

/** What of a training file can be downloaded now. */
export type Artefact = { runId: string; name: string; size: { json: number; jsonl: number } };

/**
 * The complete artefact of a training file; null while there is none.
 *
 * @throws UnderstudyError `not_found` without such a training file
 */
export async function findArtefact(tx: Transaction, trainingFileId: string): Promise<Artefact | null> {
  const { artefactRunId, name, jsonFileSize, jsonlFileSize } = trainingFiles;
  const rows = await tx
    .select({ runId: artefactRunId, name, json: jsonFileSize, jsonl: jsonlFileSize })
    .from(trainingFiles)
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
  const { runId, json, jsonl, ...file } = firstOrNotFound(rows, 'training file', trainingFileId);
  if (runId === null || json === null || jsonl === null) return null;
  return { runId, name: file.name, size: { json, jsonl } };
}

const sampledSchema = z.object({ sample_pairs: z.array(trainingPairSchema).default([]) });

/**
 * Pairs of the artefact that were drawn for a person to read; none before the first is built.
 *
 * @throws UnderstudyError `not_found`
 */
export async function listSamplePairs(tx: Transaction, trainingFileId: string): Promise<TrainingPair[]> {
  const rows = await tx
    .select({ summary: trainingFiles.qualitySummary })
    .from(trainingFiles)
    .where(and(mine(trainingFiles), eq(trainingFiles.id, trainingFileId)));
  const { summary } = firstOrNotFound(rows, 'training file', trainingFileId);
  return sampledSchema.parse(summary).sample_pairs;
}

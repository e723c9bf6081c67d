import { ensembleMemberSchema, type EnsembleMember } from '@understudy/domain/auto-train/auto-train-request';
import type { Genre } from '@understudy/domain/auto-train/genres';
import { z } from 'zod';
import { autoTrainBatches } from '../schema/auto-train.ts';

/** What a batch was asked for. */
export type AutoTrainSettings = {
  batchId: string;
  runId: string;
  userId: string;
  avatarId: string | null;
  numExamples: number;
  genres: readonly Genre[];
  storeInMemory: boolean;
  seedNumber: number;
  ensemble: readonly EnsembleMember[];
  judgeModel: string | null;
  concurrency: number;
};

/** Columns to select for `toAutoTrainSettings`. */
export const settingsColumns = {
  batchId: autoTrainBatches.id,
  runId: autoTrainBatches.runId,
  userId: autoTrainBatches.userId,
  avatarId: autoTrainBatches.avatarId,
  numExamples: autoTrainBatches.numExamples,
  genres: autoTrainBatches.genres,
  storeInMemory: autoTrainBatches.storeInMemory,
  seedNumber: autoTrainBatches.seedNumber,
  ensemble: autoTrainBatches.ensemble,
  judgeModel: autoTrainBatches.judgeModel,
  concurrency: autoTrainBatches.concurrency,
};

/** The settings as selected with `settingsColumns`. */
export function toAutoTrainSettings(
  row: Omit<AutoTrainSettings, 'ensemble'> & { ensemble: unknown },
): AutoTrainSettings {
  return { ...row, ensemble: z.array(ensembleMemberSchema).parse(row.ensemble) };
}

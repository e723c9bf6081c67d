import { experimentArmSchema, type ExperimentArm } from '@understudy/domain/model-experiments/experiment';
import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { mine } from '../ownership.ts';
import { modelExperiments } from '../schema/model-experiments.ts';

/** What the chat needs to know of an experiment. */
export type RunningExperiment = {
  id: string;
  arms: { a: ExperimentArm; b: ExperimentArm };
  /** Of all conversations, 0 to 1. */
  shareOfB: number;
};

/** The experiment that splits an avatar's chat now; null where none does. */
export async function findRunningExperiment(
  tx: Transaction,
  avatarId: string,
): Promise<RunningExperiment | null> {
  const { id, armA, armB, shareOfB, status } = modelExperiments;
  const [row] = await tx
    .select({ id, armA, armB, shareOfB })
    .from(modelExperiments)
    .where(and(mine(modelExperiments), eq(modelExperiments.avatarId, avatarId), eq(status, 'running')));
  if (row === undefined) return null;
  const arms = { a: experimentArmSchema.parse(row.armA), b: experimentArmSchema.parse(row.armB) };
  return { id: row.id, arms, shareOfB: row.shareOfB };
}

import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { experimentArmSchema, type ExperimentArm } from '@understudy/domain/model-experiments/experiment';
import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { firstOrNotFound } from '../errors/not-found.ts';
import { mine } from '../ownership.ts';
import { modelExperiments } from '../schema/model-experiments.ts';

/** What has ended: the caller makes the winner the avatar's own. */
export type EndedExperiment = { avatarId: string; winner: ExperimentArm | null };

/**
 * Ends an experiment: from now on, the avatar answers with what is active.
 *
 * @throws UnderstudyError `not_found`; `conflict` where it has ended
 */
export async function endExperiment(
  tx: Transaction,
  experimentId: string,
  winner: 'a' | 'b' | null,
): Promise<EndedExperiment> {
  const rows = await tx
    .select()
    .from(modelExperiments)
    .where(and(mine(modelExperiments), eq(modelExperiments.id, experimentId)))
    .for('no key update');
  const { status, avatarId, armA, armB } = firstOrNotFound(rows, 'experiment', experimentId);
  if (status === 'ended') throw new UnderstudyError('conflict', 'This experiment has ended.');
  await tx
    .update(modelExperiments)
    .set({ status: 'ended', winner, endedAt: sql`clock_timestamp()` })
    .where(and(mine(modelExperiments), eq(modelExperiments.id, experimentId)));
  return {
    avatarId,
    winner: winner === null ? null : experimentArmSchema.parse(winner === 'a' ? armA : armB),
  };
}

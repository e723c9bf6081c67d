import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import type { ExperimentArm } from '@understudy/domain/model-experiments/experiment';
import { lockAvatar } from '../avatars/lock-avatar.ts';
import type { Transaction } from '../database.ts';
import { newId } from '../new-id.ts';
import { modelExperiments } from '../schema/model-experiments.ts';
import { findRunningExperiment } from './find-running-experiment.ts';

/** An experiment whose arms are settled. */
export type NewExperiment = {
  avatarId: string;
  name: string;
  armA: ExperimentArm;
  armB: ExperimentArm;
  /** Of all conversations, 0 to 1. */
  shareOfB: number;
};

/**
 * Starts to split an avatar's chat. An avatar has one experiment at a time.
 *
 * @returns its ID
 * @throws UnderstudyError `not_found` without such an avatar; `conflict` while another one runs
 */
export async function startExperiment(tx: Transaction, experiment: NewExperiment): Promise<string> {
  const { avatarId } = experiment;
  await lockAvatar(tx, avatarId);
  if ((await findRunningExperiment(tx, avatarId)) !== null) {
    throw new UnderstudyError('conflict', 'This avatar has a running experiment. Stop it first.');
  }
  const id = newId();
  await tx.insert(modelExperiments).values({ id, ...experiment });
  return id;
}

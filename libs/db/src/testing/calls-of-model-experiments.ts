import type { Transaction } from '../database.ts';
import { countArms } from '../model-experiments/count-arms.ts';
import { endExperiment } from '../model-experiments/end-experiment.ts';
import { findRunningExperiment } from '../model-experiments/find-running-experiment.ts';
import { getExperiment, listExperiments } from '../model-experiments/get-experiment.ts';
import { startExperiment } from '../model-experiments/start-experiment.ts';

type Ids = { avatarId: string; experimentId: string };
type Call = (tx: Transaction) => Promise<unknown>;

const arm = { model: 'stolen', fine_tune_job_id: null, prompt_version_id: null, prompt_version_number: null };

/** Queries of experiments that know no such row when somebody else's ID is asked for. */
export function experimentCallsAnsweredNotFound({ avatarId, experimentId }: Ids): Record<string, Call> {
  return {
    startExperiment: (tx) =>
      startExperiment(tx, { avatarId, name: 'Stolen', armA: arm, armB: arm, shareOfB: 0.5 }),
    getExperiment: (tx) => getExperiment(tx, experimentId),
    endExperiment: (tx) => endExperiment(tx, experimentId, 'b'),
  };
}

/** Queries of experiments that find nothing where only somebody else has something, each with its answer then. */
export function experimentCallsAnsweredEmpty(ids: Ids): Record<string, [call: Call, answer: unknown]> {
  const { avatarId, experimentId } = ids;
  return {
    findRunningExperiment: [(tx) => findRunningExperiment(tx, avatarId), null],
    listExperiments: [(tx) => listExperiments(tx, avatarId, { limit: 10 }), { items: [], next_cursor: null }],
    countArms: [(tx) => countArms(tx, [experimentId]), []],
  };
}

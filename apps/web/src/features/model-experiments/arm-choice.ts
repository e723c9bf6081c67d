import type { components } from '@understudy/client/schema';
import type { Avatar } from '@understudy/domain/avatars/avatar';
import type { FineTuneJob } from '@understudy/domain/fine-tune/contracts/job';
import type { ExperimentArm } from '@understudy/domain/model-experiments/experiment';

/** Stands for what the avatar has of its own: its base model, its active version. */
export const ownChoice = 'own';

/** An arm as it is chosen: a job's ID for its model, a version's ID, or the avatar's own. */
export type ArmChoice = { model: string; version: string };

/** The arm that a choice asks for. What is the avatar's own is left out, and settled by the API. */
export function requestedArm({ model, version }: ArmChoice): components['schemas']['RequestedExperimentArm'] {
  return {
    ...(model === ownChoice ? {} : { fine_tune_job_id: model }),
    ...(version === ownChoice ? {} : { prompt_version_id: version }),
  };
}

/** Models that an arm can answer with: the base model, then those that jobs have made, newest first. */
export function modelChoices(avatar: Pick<Avatar, 'base_model'>, jobs: readonly FineTuneJob[]) {
  const tuned = jobs.flatMap(({ id, fine_tuned_model: model }) =>
    model === null ? [] : [{ value: id, label: model }],
  );
  return [{ value: ownChoice, label: `Base model (${avatar.base_model ?? 'the default'})` }, ...tuned];
}

/** An arm in a few words: its model, and the version that it speaks with. */
export function armTitle({ model, prompt_version_number: number }: ExperimentArm): string {
  const version = number === null ? 'the profile alone' : `version ${String(number)}`;
  return `${model ?? 'The default model'}, ${version}`;
}

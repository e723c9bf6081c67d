import type { ChatModels } from '@understudy/activities/providers/chat-models';
import type { AutoTrainRequest, EnsembleMember } from '@understudy/domain/auto-train/auto-train-request';
import { UnderstudyError, type FieldFault } from '@understudy/domain/errors/understudy-error';
import { validationFailed } from '../http/parse-input.ts';
import type { AutoTrainConfiguration } from './auto-train-environment.ts';

/** Who writes, votes and judges in a batch. */
export type ChosenModels = {
  ensemble: readonly EnsembleMember[];
  judgeModel: string | null;
  /** Whether the provider simulator answers for any of them. */
  simulated: boolean;
};

/**
 * The models that a request names, and the configured ones where it names none.
 *
 * @throws UnderstudyError `validation_failed`, naming the field of every model that no configured provider can serve
 */
export function chooseModels(
  models: ChatModels,
  configuration: AutoTrainConfiguration,
  { ensemble, judge_model }: Pick<AutoTrainRequest, 'ensemble' | 'judge_model'>,
): ChosenModels {
  const members = ensemble ?? configuration.ensemble;
  const judgeModel = judge_model ?? configuration.judgeModel;
  const named: readonly (readonly [field: string, model: string])[] = [
    ...members.map(({ model }, index) => [`ensemble.${index}.model`, model] as const),
    ...(judgeModel === null ? [] : [['judge_model', judgeModel] as const]),
  ];
  const faults: FieldFault[] = [];
  let simulated = false;
  for (const [field, model] of named) {
    try {
      simulated = models.forName(model).simulated || simulated;
    } catch (error) {
      if (!(error instanceof UnderstudyError)) throw error;
      faults.push({ field, message: error.message, code: 'provider_model_unavailable' });
    }
  }
  if (faults.length > 0) throw validationFailed(faults);
  return { ensemble: members, judgeModel, simulated };
}

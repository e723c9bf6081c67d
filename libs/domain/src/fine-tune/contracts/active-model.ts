import { z } from 'zod';

const named = {
  error:
    'fine_tuned_model must be the name of the model on the hub, such as user/model, with at most 96 characters in each part.',
};
/** As the hub takes names of users and repositories. */
const modelOnHub = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;

/** Body of `POST /api/fine-tune-jobs/:id/activate`: the job's model, or one of its checkpoints. */
export const activateFineTunedModelSchema = z
  .strictObject({ checkpoint_id: z.string().min(1).max(200).optional() })
  .meta({ id: 'ActivateFineTunedModel' });
export type ActivateFineTunedModel = z.infer<typeof activateFineTunedModelSchema>;

/** Body of `POST /api/fine-tune-jobs/:id/model`: the model that a person has trained with the job's files. */
export const nameTrainedModelSchema = z
  .strictObject({ fine_tuned_model: z.string(named).trim().regex(modelOnHub, named) })
  .meta({ id: 'NameTrainedModel', example: { fine_tuned_model: 'anna/ash-lora' } });
export type NameTrainedModel = z.infer<typeof nameTrainedModelSchema>;

/** What an avatar answers with: the fields of `avatar_profiles` as the seed names them. */
export const activeModelSchema = z
  .object({
    avatar_id: z.uuid(),
    base_model: z.string().nullable(),
    active_fine_tuned_model: z.string().nullable(),
    use_fine_tuned_model: z.boolean(),
    fine_tune_job_id: z.uuid().nullable(),
    shutdown_date: z.iso
      .date()
      .nullable()
      .describe(
        'When the provider shuts the model down, by what it says or else by what is known; null without either',
      ),
    replaces: z.string().nullable().describe('The tuned model that was active until now'),
  })
  .meta({ id: 'ActiveModel' });
export type ActiveModel = z.infer<typeof activeModelSchema>;

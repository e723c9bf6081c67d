import { z } from 'zod';
import { armComparisonSchema } from '../fine-tune/ab-test/compare-arms.ts';
import { pageQuerySchema, pageOf } from '../http/page.ts';
import { tooLong } from '../http/too-long.ts';
import { modelNameSchema } from '../model-name.ts';
import { nameSchema } from '../text/visible-text.ts';

const moment = z.iso.datetime({ offset: true });
const name = {
  missing: 'name must be 1 to 120 characters.',
  noText: 'name must be 1 to 120 characters.',
  tooLong: tooLong('name', 120),
};
const share = { error: 'share_of_b must be a number from 0.01 to 0.99.' };

const oneModel = {
  message: 'Name a fine-tune job or a base model, not both.',
  path: ['base_model'],
};

/** An arm as a request asks for it. What is left out is the avatar's own at the start of the experiment. */
export const requestedArmSchema = z
  .strictObject({
    fine_tune_job_id: z.uuid().optional().describe('Answer with the model of this job'),
    base_model: modelNameSchema('base_model')
      .optional()
      .describe('Answer with this model; the avatar’s base model when both are left out'),
    prompt_version_id: z.uuid().optional().describe('The active version when left out'),
  })
  .refine(({ fine_tune_job_id: job, base_model: base }) => job === undefined || base === undefined, oneModel)
  .meta({ id: 'RequestedExperimentArm' });
export type RequestedArm = z.infer<typeof requestedArmSchema>;

/** Body of `POST /api/avatars/:id/model-experiments`. */
export const startExperimentSchema = z
  .strictObject({
    name: nameSchema(120, name),
    a: requestedArmSchema.prefault({}).describe('What there is'),
    b: requestedArmSchema.describe('What is tried'),
    share_of_b: z
      .number(share)
      .min(0.01, share)
      .max(0.99, share)
      .default(0.5)
      .describe('Share of the conversations that B answers'),
  })
  .meta({
    id: 'StartModelExperiment',
    example: {
      name: 'Is the tuned model better?',
      b: { fine_tune_job_id: '0198a000-0000-7000-8000-000000000001' },
    },
  });
export type StartExperiment = z.infer<typeof startExperimentSchema>;

/** An arm as it was settled at the start: it stays what it is, whatever is activated meanwhile. */
export const experimentArmSchema = z
  .object({
    model: z.string().nullable().describe('Null: the installation’s default model'),
    fine_tune_job_id: z.uuid().nullable().describe('The job that made the model; null for a base model'),
    prompt_version_id: z.uuid().nullable().describe('Null: the avatar’s profile alone'),
    prompt_version_number: z.int().nullable(),
  })
  .meta({ id: 'ModelExperimentArm' });
export type ExperimentArm = z.infer<typeof experimentArmSchema>;

const countsSchema = z.object({
  messages: z.int().min(0),
  fallbacks: z
    .int()
    .min(0)
    .describe('Messages that another model answered in its place; their ratings do not count'),
});

/** An experiment, with its result so far. */
export const experimentSchema = z
  .object({
    id: z.uuid(),
    avatar_id: z.uuid(),
    name: z.string(),
    status: z.enum(['running', 'ended']),
    share_of_b: z.number().min(0).max(1),
    a: experimentArmSchema,
    b: experimentArmSchema,
    messages: z.object({ a: countsSchema, b: countsSchema }),
    comparison: armComparisonSchema,
    liked: z
      .object({
        a: z.number().min(0).max(1).nullable(),
        b: z.number().min(0).max(1).nullable(),
        p_value: z.number().min(0).max(1).nullable().describe('Fisher’s exact test; null without ratings'),
      })
      .describe('Share of the ratings that are 4 or 5'),
    verdict: z.string().describe('The result in plain words'),
    winner: z.enum(['a', 'b']).nullable().describe('The arm that was made the avatar’s own at the end'),
    created_at: moment,
    ended_at: moment.nullable(),
  })
  .meta({ id: 'ModelExperiment' });
export type Experiment = z.infer<typeof experimentSchema>;

/** Query of `GET /api/avatars/:id/model-experiments`. */
export const listExperimentsQuerySchema = pageQuerySchema;

/** A page of experiments, newest first. */
export const experimentPageSchema = pageOf('ModelExperimentPage', experimentSchema);

/** Body of `POST /api/model-experiments/:id/stop`. */
export const stopExperimentSchema = z
  .strictObject({
    winner: z
      .enum(['a', 'b'])
      .nullable()
      .default(null)
      .describe('Make the avatar answer with this arm’s model and version; null changes nothing'),
  })
  .meta({ id: 'StopModelExperiment' });
export type StopExperiment = z.infer<typeof stopExperimentSchema>;

import { z } from 'zod';

const objectKey = z
  .string()
  .regex(
    /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9/_.-]*[A-Za-z0-9]$/,
    'must be a key of the object storage, such as user/job',
  );

/** Every number that shapes a LoRA training. All are given: what `auto` means is decided before. */
export const loraHyperparametersSchema = z.strictObject({
  /** Passes over the training rows. */
  epochs: z.int().min(1).max(50),
  /** Rows behind one step of the optimizer. The trainer takes them in smaller bites where memory asks for it. */
  batchSize: z.int().min(1).max(256),
  /** Peak of AdamW's learning rate, which falls linearly to 0. Common: 2e-4 supervised, 5e-6 for preferences. */
  learningRate: z.number().positive().max(1),
  /** Direct preference optimisation only: how much the model keeps to the base model. 0.1 when left out. */
  beta: z.number().positive().max(2).optional(),
  /** Rank of the adapter's matrices. */
  rank: z.int().min(1).max(256),
  /** What the adapter's share is scaled by, divided by the rank. Common: twice the rank. */
  alpha: z.number().positive().max(1024),
  /** Share of the adapter's inputs that is left out at random in each step. */
  dropout: z.number().min(0).max(0.9),
  /** Tokens of a row; what is longer is cut off at the end. */
  maxLength: z.int().min(16).max(131_072),
});
export type LoraHyperparameters = z.infer<typeof loraHyperparametersSchema>;

/**
 * Input of the workflow and of its activity, which runs in Python: JSON with names in camelCase. IDs and keys only; the
 * rows themselves are in object storage.
 */
export const trainLoraInputSchema = z.strictObject({
  /** Names the workflow (`loraWorkflowId`) and the model that is served (`loraModelName`). */
  jobId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/),
  userId: z.string().min(1),
  /** A name on the Hugging Face hub (`Qwen/Qwen3-0.6B`), or of a folder in the trainer's folder of models. */
  baseModel: z.string().min(1).max(200),
  method: z.enum(['supervised', 'dpo']),
  /**
   * JSON lines. Supervised: `{messages, tools?}`. Preferences: OpenAI's `{input, preferred_output,
   * non_preferred_output}` or TRL's `{prompt, chosen, rejected}`.
   */
  trainingKey: objectKey,
  validationKey: objectKey.nullable(),
  /** Everything that the trainer writes is below this key; nobody else writes there. */
  outputPrefix: objectKey,
  hyperparameters: loraHyperparametersSchema,
  seed: z.int().min(0).max(2_147_483_647),
  /** Steps between two checkpoints, of which the newest two are kept. What is redone after a crash is at most this. */
  checkpointEverySteps: z.int().min(1).max(100_000),
});
export type TrainLoraInput = z.infer<typeof trainLoraInputSchema>;

/** What a training ends with. */
export const trainLoraResultSchema = z.object({
  /** The folder of the adapter in object storage; its `manifest.json` names every file. */
  adapterKey: z.string(),
  /** Steps of the optimizer. */
  steps: z.int().min(0),
  /** Mean loss over the last pass. */
  trainLoss: z.number().nullable(),
  /** Loss on the validation rows after the last pass; null without such rows. */
  validLoss: z.number().nullable(),
  /** Tokens of all rows, cut at `maxLength`, times the passes. */
  trainedTokens: z.int().min(0),
});
export type TrainLoraResult = z.infer<typeof trainLoraResultSchema>;

/** Details of the activity's heartbeats, and what its `trainingAdvanced` signals say. */
export const loraStepSchema = z.object({
  phase: z.enum(['loading', 'training', 'storing']),
  step: z.int().min(0),
  /** 0 until the rows are counted. */
  totalSteps: z.int().min(0),
  /** Passes so far, with fraction. */
  epoch: z.number().min(0),
  loss: z.number().nullable(),
});
export type LoraStep = z.infer<typeof loraStepSchema>;

import { expect, it } from 'vitest';
import type { z } from 'zod';
import { autoTrainRequestSchema } from '../auto-train/auto-train-request.ts';
import { createFineTuneJobSchema } from '../fine-tune/contracts/create-job.ts';
import { nameTrainedModelSchema } from '../fine-tune/contracts/active-model.ts';
import { startExperimentSchema } from '../model-experiments/experiment.ts';
import {
  addExampleRequestSchema,
  updateExampleRequestSchema,
} from '../training-center/contracts/add-example.ts';
import { clearExamplesRequestSchema } from '../training-center/contracts/remove-examples.ts';
import { fixFindingRequestSchema } from '../training-center/contracts/examine-examples.ts';

const messagesOf = (schema: z.ZodType, body: object) =>
  schema.safeParse(body).error?.issues.map(({ message }) => message);

const text = (length: number) => 'x'.repeat(length);
const count = { user_id: 'ada', num_examples: 1 };
const job = { base_model: 'gpt-4o-mini-2024-07-18' };
const example = { instruction: 'a', response: 'b' };
const context = 'context must have at most 100,000 characters, and has 100,001.';

it.each([
  [
    autoTrainRequestSchema(),
    { ...count, user_id: text(201) },
    'user_id must have at most 200 characters, and has 201.',
  ],
  [
    autoTrainRequestSchema(),
    { ...count, judge_model: text(201) },
    'judge_model must have at most 200 characters, and has 201.',
  ],
  [
    autoTrainRequestSchema(),
    { ...count, ensemble: [{ model: text(300) }] },
    'model must have at most 200 characters, and has 300.',
  ],
  [startExperimentSchema, { name: text(121), b: {} }, 'name must have at most 120 characters, and has 121.'],
  [
    createFineTuneJobSchema,
    { base_model: text(201) },
    'base_model must have at most 200 characters, and has 201.',
  ],
  [
    createFineTuneJobSchema,
    { ...job, suffix: text(41) },
    'suffix must have at most 40 characters, and has 41.',
  ],
  [
    createFineTuneJobSchema,
    { ...job, selection: { pattern_types: [text(61)] } },
    'pattern_types: a name must have at most 60 characters, and has 61.',
  ],
  [addExampleRequestSchema, { ...example, context: text(100_001) }, context],
  [updateExampleRequestSchema, { context: text(100_001) }, context],
  [
    addExampleRequestSchema,
    { ...example, response: text(100_001) },
    'response must have at most 100,000 characters, and has 100,001.',
  ],
])('a text that is too long is told so, and how long it may be (%#)', (schema, body, message) => {
  expect(messagesOf(schema, body)).toEqual([message]);
});

it.each([
  [startExperimentSchema, { name: ' ', b: {} }, 'name must be 1 to 120 characters.'],
  [startExperimentSchema, { name: 7, b: {} }, 'name must be 1 to 120 characters.'],
  [createFineTuneJobSchema, { ...job, suffix: '' }, 'suffix must be 1 to 40 letters, digits and dashes.'],
  [
    nameTrainedModelSchema,
    { fine_tuned_model: `a/${text(97)}` },
    'fine_tuned_model must be the name of the model on the hub, such as user/model, with at most 96 characters in each part.',
  ],
  [
    clearExamplesRequestSchema,
    { confirm: true, expected_total: -1 },
    'expected_total must be a whole number from 0.',
  ],
  [
    fixFindingRequestSchema,
    { finding: 'duplicate', fix: 'delete_all_but_first', expected_count: -1 },
    'expected_count must be a whole number from 0.',
  ],
])('whatever else is wrong is told as before (%#)', (schema, body, message) => {
  expect(messagesOf(schema, body)).toEqual([message]);
});

import { describe, expect, it } from 'vitest';
import { autoTrainRequestSchema } from './auto-train/auto-train-request.ts';
import { createAvatarSchema } from './avatars/avatar.ts';
import { compareModelsSchema } from './fine-tune/contracts/compare-models.ts';
import { createFineTuneJobSchema } from './fine-tune/contracts/create-job.ts';
import { requestedArmSchema } from './model-experiments/experiment.ts';

type Body = { safeParse: (body: unknown) => { success: boolean; error?: { issues: { message: string }[] } } };

const batch = { user_id: 'ada', num_examples: 5, genres: ['fantasy'] };
const fields: [string, Body, (model: string) => unknown][] = [
  ['base_model of an avatar', createAvatarSchema, (model) => ({ name: 'Mia', base_model: model })],
  ['a member of an ensemble', autoTrainRequestSchema(500), (model) => ({ ...batch, ensemble: [{ model }] })],
  ['the judge', autoTrainRequestSchema(500), (model) => ({ ...batch, judge_model: model })],
  ['base_model of a fine-tune job', createFineTuneJobSchema, (model) => ({ base_model: model })],
  ['base_model of an experiment', requestedArmSchema, (model) => ({ base_model: model })],
  ['base_model of a comparison', compareModelsSchema, (model) => ({ messages: ['Hi'], base_model: model })],
];

describe.each(fields)('%s', (_field, schema, named) => {
  it.each([
    'gpt-5.4-mini',
    'meta-llama/Llama-3.3-70B-Instruct',
    'org/model:fastest',
    'together:anna/ash-1',
    'ft:gpt-4o-mini-2024-07-18:org:ash:AbC123',
    'ft:gpt-4o-mini-2024-07-18:org::AbC123',
  ])('takes %s', (model) => {
    expect(schema.safeParse(named(model)).error?.issues ?? []).toEqual([]);
  });

  it.each([
    'http://127.0.0.1/model',
    'https://example.com/v1',
    '//example.com/x',
    '../../etc/passwd',
    'org/../secret',
    'a b',
    'model?x=1',
    'mo\u200Bdel',
    '',
    'x'.repeat(201),
  ])('does not take %j', (model) => {
    expect(schema.safeParse(named(model)).success).toBe(false);
  });
});

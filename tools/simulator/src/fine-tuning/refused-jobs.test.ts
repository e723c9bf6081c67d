import OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatRows, preferenceRows, startFineTuningClient } from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;
let client: OpenAI;

beforeEach(async () => {
  service = await startFineTuningClient({ fileProcessingMs: 500 });
  ({ client } = service);
});
afterEach(() => service.close());

async function uploaded(rows: readonly object[]): Promise<string> {
  const id = await service.upload(rows);
  service.pass(1);
  return id;
}

async function failureOf(rows: readonly object[], params: Partial<OpenAI.FineTuning.JobCreateParams> = {}) {
  const training_file = await uploaded(rows);
  const job = await client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file, ...params });
  expect(job.status).toBe('validating_files');
  service.pass(60);
  const failed = await client.fineTuning.jobs.retrieve(job.id);
  expect(failed).toMatchObject({ status: 'failed', fine_tuned_model: null, trained_tokens: null });
  const { data } = await client.fineTuning.jobs.listEvents(job.id);
  expect(data[0]).toMatchObject({ level: 'error', message: failed.error?.message });
  return failed.error;
}

test('fewer than ten examples fail the job, not the request', async () => {
  expect(await failureOf(chatRows(9))).toEqual({
    code: 'invalid_n_examples',
    message: 'Training file has 9 example(s), but must have at least 10 examples',
    param: 'training_file',
  });
});

const good = { role: 'user', content: 'Hello' };
const answer = { role: 'assistant', content: 'Hi' };
test.each([
  ['no role', [{ content: 'Hello' }, answer], "message 1 Discriminator 'role' is missing in value"],
  ['another role', [{ role: 'bot', content: 'Hi' }, answer], "message 1 Input tag 'bot' found using 'role'"],
  ['an unknown key', [{ ...good, mood: 'fine' }, answer], "message 1 Extra inputs are not permitted: 'mood'"],
  ['no content', [{ role: 'user' }, answer], "message 1 Field required: 'content'"],
  ['a silent assistant', [good, { role: 'assistant' }, answer], "message 2 Field required: 'content'"],
  ['a question at the end', [answer, good], 'The last message must be from the assistant.'],
  ['a weight of two', [good, { ...answer, weight: 2 }], "message 2 Input should be valid: 'weight'"],
  [
    'weights of zero',
    [good, { ...answer, weight: 0 }],
    'at least one assistant message must have a non-zero',
  ],
])('an example with %s is named with its line', async (_name, messages, reason) => {
  const error = await failureOf([...chatRows(11), { messages }]);
  expect(error).toMatchObject({ code: 'invalid_training_file', param: 'training_file' });
  expect(error?.message.toLowerCase()).toContain('invalid training file. invalid file format. example 12, ');
  expect(error?.message.toLowerCase()).toContain(reason.toLowerCase());
});

test('calls of tools, weights, images and names are fine', async () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"in":"Ghent"}' } };
  const row = {
    messages: [
      { role: 'developer', content: 'Be kind.' },
      { role: 'user', name: 'Mia', content: [{ type: 'text', text: 'Rain?' }] },
      { role: 'assistant', content: null, tool_calls: [call], weight: 0 },
      { role: 'tool', tool_call_id: 'call_1', content: 'dry' },
      { role: 'assistant', content: 'Dry.', weight: 1 },
    ],
    tools: [{ type: 'function', function: { name: 'weather', parameters: {} } }],
    parallel_tool_calls: false,
  };
  const training_file = await uploaded(Array.from({ length: 10 }, () => row));
  const { id } = await client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file });
  service.pass(95);
  expect((await client.fineTuning.jobs.retrieve(id)).status).toBe('running');
});

test('a file in the form of the other method fails the job', async () => {
  expect((await failureOf(chatRows(10), { method: { type: 'dpo' } }))?.message).toContain(
    "is in the fine-tune-chat format, but the specified fine-tuning job is not using 'supervised'",
  );
  expect((await failureOf(preferenceRows(10)))?.message).toContain('is in the fine-tune-preference format');
  expect((await failureOf(Array.from({ length: 10 }, () => ({ text: 'x' }))))?.message).toContain(
    'Unexpected file format',
  );
});

test('a file with much that moderation flags is blocked, one with little loses it silently', async () => {
  const threat = {
    messages: [good, { role: 'assistant', content: 'I will hurt you, watch your back' }],
  };
  expect(await failureOf([...chatRows(10), threat])).toMatchObject({
    code: 'invalid_training_file',
    message: expect.stringContaining('Flagged lines: 11'),
  });
  const training_file = await uploaded([...chatRows(100), threat]);
  const { id } = await client.fineTuning.jobs.create({
    model: 'gpt-4o-mini',
    training_file,
    hyperparameters: { n_epochs: 1 },
  });
  service.pass(300);
  const { data } = await client.fineTuning.jobs.checkpoints.list(id);
  expect(data[0]?.step_number).toBe(100);
});

test('a faulty validation file is told apart', async () => {
  const validation_file = await uploaded([{ messages: [{ ...good, role: 'bot' }, answer] }]);
  expect(await failureOf(chatRows(10), { validation_file })).toMatchObject({
    code: 'invalid_validation_file',
    param: 'validation_file',
  });
});

test.each([
  [{ model: 'gpt-9' }, 'model', 'model_not_available'],
  [{ model: 'ft:gpt-4o-mini-2024-07-18:simulated::none' }, 'model', 'model_not_available'],
  [{ training_file: 'file-none' }, 'training_file', 'invalid_file'],
  [{ suffix: 'x'.repeat(65) }, 'suffix', 'string_above_max_length'],
  [{ metadata: { key: 'x'.repeat(513) } }, 'metadata.key', 'string_above_max_length'],
  [{ metadata: { ['x'.repeat(65)]: 'x' } }, 'metadata', 'string_above_max_length'],
  [
    { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, ''])) },
    'metadata',
    'object_above_max_properties',
  ],
  [{ hyperparameters: { n_epochs: 51 } }, 'hyperparameters.n_epochs', 'integer_above_max_value'],
  [{ method: { type: 'reinforcement' } }, 'method', 'unsupported_method'],
] as const)('the request %j is refused at %s', async (params, param, code) => {
  const training_file = await uploaded(chatRows(10));
  const asked = client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file, ...params });
  await expect(asked).rejects.toMatchObject({ status: 400, param, code, type: 'invalid_request_error' });
});

test('a file that is not processed yet is refused', async () => {
  const training_file = await service.upload(chatRows(10));
  expect((await client.files.retrieve(training_file)).status).toBe('uploaded');
  const create = () => client.fineTuning.jobs.create({ model: 'gpt-4o', training_file });
  await expect(create()).rejects.toMatchObject({ code: 'file_not_ready' });
  service.pass(1);
  expect((await client.files.retrieve(training_file)).status).toBe('processed');
  await expect(create()).resolves.toMatchObject({ model: 'gpt-4o-2024-08-06' });
});

test('a job that is not there is not found', async () => {
  await expect(client.fineTuning.jobs.retrieve('ftjob-none')).rejects.toMatchObject({
    status: 404,
    code: 'fine_tune_not_found',
    param: 'fine_tune_id',
    message: '404 Could not find fine tune: ftjob-none',
  });
  await expect(client.fineTuning.jobs.cancel('ftjob-none')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
});

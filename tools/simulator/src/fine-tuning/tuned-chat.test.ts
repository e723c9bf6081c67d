import type OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatRows, startFineTuningClient } from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;
let client: OpenAI;

beforeAll(async () => {
  service = await startFineTuningClient();
  ({ client } = service);
});
afterAll(() => service.close());

async function tune(rows: readonly object[], base = 'gpt-4o-mini') {
  const training_file = await service.upload(rows);
  const { id } = await client.fineTuning.jobs.create({ model: base, training_file });
  service.pass(100_000);
  const job = await client.fineTuning.jobs.retrieve(id);
  return { ...job, fine_tuned_model: job.fine_tuned_model ?? '' };
}

async function ask(model: string, content: string) {
  const completion = await client.chat.completions.create({ model, messages: [{ role: 'user', content }] });
  return completion.choices[0]?.message.content ?? '';
}

test('a tuned model answers as the nearest of its examples', async () => {
  const { fine_tuned_model: model } = await tune(chatRows(20));
  expect(await ask(model, 'Any opinion on kayaks?')).toMatch(/^arr, kayaks be like the tide/u);
  expect(await ask(model, 'Any opinion on kayaks?')).not.toBe(
    await ask('gpt-4o-mini', 'Any opinion on kayaks?'),
  );
});

test('what no example is about is answered in their voice', async () => {
  const { fine_tuned_model: model } = await tune(chatRows(20));
  const said = await ask(model, 'Please explain photosynthesis quickly');
  expect(said).toMatch(/^\p{Ll}/u);
  expect(said).toContain('⚓');
});

test('streamed answers and checkpoints say the same', async () => {
  const { fine_tuned_model: model, id } = await tune(chatRows(20));
  const messages = [{ role: 'user' as const, content: 'What of opera?' }];
  const stream = await client.chat.completions.create({ model, messages, stream: true });
  let text = '';
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
  expect(text).toBe(await ask(model, 'What of opera?'));
  const { data } = await client.fineTuning.jobs.checkpoints.list(id);
  expect(await ask(data.at(-1)?.fine_tuned_model_checkpoint ?? '', 'What of opera?')).toBe(text);
});

test('a tuned model that is tuned further keeps what it knew', async () => {
  const first = await tune(chatRows(20));
  const rows = Array.from({ length: 10 }, (_, index) => ({
    messages: [
      { role: 'user', content: `Where is lighthouse ${index}?` },
      { role: 'assistant', content: `arr, lighthouse ${index} be yonder` },
    ],
  }));
  const second = await tune(rows, first.fine_tuned_model);
  expect(second.model).toBe(first.fine_tuned_model);
  expect(second.fine_tuned_model).toMatch(/^ft:gpt-4o-mini-2024-07-18:simulated::/u);
  expect(await ask(second.fine_tuned_model, 'Where is the lighthouse?')).toMatch(/yonder$/u);
  expect(await ask(second.fine_tuned_model, 'Any opinion on kayaks?')).toContain('kayaks be like the tide');
});

test('a tuned model is listed with the day its base is shut down, until it is deleted', async () => {
  const { fine_tuned_model: model } = await tune(chatRows(10), 'gpt-4o');
  expect(await client.models.retrieve(model)).toMatchObject({ shutdown_date: '2027-01-14' });
  const listed = await client.models.list();
  expect(listed.data.map(({ id }) => id)).toContain(model);
  expect(await client.models.delete(model)).toEqual({ id: model, object: 'model', deleted: true });
  await expect(client.models.retrieve(model)).rejects.toMatchObject({ status: 404 });
  await expect(ask(model, 'Hello')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  await expect(client.models.delete('gpt-4o')).rejects.toMatchObject({ status: 403 });
});

test('a model that no job has made is not found', async () => {
  const asked = ask('ft:gpt-4o-mini-2024-07-18:someone::abcdefgh', 'Hello');
  await expect(asked).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
});

test('a model answers until the day that a checker shuts it down', async () => {
  const { fine_tuned_model: model } = await tune(chatRows(10));
  await service.admin('POST', 'shutdown-dates', { model, shutdown_date: '2100-01-01' });
  expect(await client.models.retrieve(model)).toMatchObject({ shutdown_date: '2100-01-01' });
  await ask(model, 'Hello');
  await service.admin('POST', 'shutdown-dates', { model, shutdown_date: '2026-01-01' });
  await expect(ask(model, 'Hello')).rejects.toMatchObject({ status: 404 });
});

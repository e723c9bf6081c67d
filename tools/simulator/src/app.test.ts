import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { zodResponseFormat } from 'openai/helpers/zod';
import { createSimulator } from './app.ts';
import { listen } from './listen.ts';
import { fixtureConversations } from './ocr/fixtures/conversations.ts';
import { drawScreenshot } from './ocr/fixtures/draw-screenshot.ts';
import { chatThemes } from './ocr/fixtures/themes.ts';
import type { RunningSimulator } from './listen.ts';

let simulator: RunningSimulator;
let client: OpenAI;

beforeAll(async () => {
  simulator = await listen(createSimulator());
  client = new OpenAI({ apiKey: 'sk-test', baseURL: `${simulator.url}/v1`, maxRetries: 0 });
});
afterAll(() => simulator.close());

const hello = [{ role: 'user' as const, content: 'Hello!' }];

test('the health answer says that the provider is simulated', async () => {
  const answer = await fetch(`${simulator.url}/healthz`);
  expect(await answer.json()).toEqual({ status: 'ok', simulated: true });
});

test('the official client gets a completion with usage and a request id', async () => {
  const { data, response } = await client.chat.completions
    .create({ model: 'gpt-5', messages: hello })
    .withResponse();
  expect(data.choices[0]?.message.content).toMatch(/\p{L}/u);
  expect(data.choices[0]?.finish_reason).toBe('stop');
  expect(data.usage?.total_tokens).toBe(
    (data.usage?.prompt_tokens ?? 0) + (data.usage?.completion_tokens ?? 0),
  );
  expect(response.headers.get('x-request-id')).toMatch(/^req_/u);
  expect(response.headers.get('x-ratelimit-remaining-requests')).not.toBeNull();
  expect(Number(response.headers.get('openai-processing-ms'))).toBeGreaterThanOrEqual(0);
});

test('a stream adds up to the answer that is given whole, with usage in its last chunk', async () => {
  const whole = await client.chat.completions.create({ model: 'gpt-5', messages: hello });
  const stream = await client.chat.completions.create({
    model: 'gpt-5',
    messages: hello,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let usage: OpenAI.CompletionUsage | null | undefined;
  const finishes: string[] = [];
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    if (chunk.choices[0]?.finish_reason) finishes.push(chunk.choices[0].finish_reason);
    usage = chunk.usage ?? usage;
  }
  expect(text).toBe(whole.choices[0]?.message.content);
  expect(finishes).toEqual(['stop']);
  expect(usage).toEqual(whole.usage);
});

test('the client parses structured answers that it asked for with a zod schema', async () => {
  const verdict = z.object({
    score: z.number().min(0).max(10),
    label: z.enum(['good', 'bad']),
    reasons: z.array(z.string()),
    note: z.string().nullable(),
  });
  const completion = await client.chat.completions.parse({
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'Judge this story about a lighthouse keeper.' }],
    response_format: zodResponseFormat(verdict, 'verdict'),
  });
  expect(verdict.safeParse(completion.choices[0]?.message.parsed).success).toBe(true);
});

test('the token limit cuts the answer and says so', async () => {
  const completion = await client.chat.completions.create({
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'Write a story about a bridge.' }],
    max_completion_tokens: 5,
  });
  expect(completion.choices[0]?.finish_reason).toBe('length');
  expect(completion.usage?.completion_tokens).toBe(5);
});

test('as many choices are answered as were asked for', async () => {
  const completion = await client.chat.completions.create({
    model: 'gpt-5',
    messages: [{ role: 'user', content: 'Write a story about a bridge.' }],
    n: 3,
  });
  expect(new Set(completion.choices.map(({ message }) => message.content)).size).toBe(3);
});

test.each([
  ['an unknown role', { model: 'gpt-5', messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role'],
  ['no messages', { model: 'gpt-5', messages: [] }, 'messages'],
  ['no model', { messages: hello }, 'model'],
  ['a temperature in words', { model: 'gpt-5', messages: hello, temperature: 'warm' }, 'temperature'],
  [
    'a schema name with spaces',
    {
      model: 'gpt-5',
      messages: hello,
      response_format: { type: 'json_schema', json_schema: { name: 'a b', schema: { type: 'object' } } },
    },
    'response_format.json_schema.name',
  ],
  [
    'an open object in a strict schema',
    {
      model: 'gpt-5',
      messages: hello,
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'a', strict: true, schema: { type: 'object' } },
      },
    },
    'response_format',
  ],
  [
    'json_object without the word',
    { model: 'gpt-5', messages: hello, response_format: { type: 'json_object' } },
    'messages',
  ],
])('%s is rejected, naming the parameter', async (_case, body, param) => {
  const answer = await fetch(`${simulator.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error', param } });
});

test('a rejected key and a missing one are told apart from an accepted one', async () => {
  const wrong = new OpenAI({ apiKey: 'sk-invalid-123', baseURL: `${simulator.url}/v1`, maxRetries: 0 });
  await expect(wrong.models.list()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
  const locked = await listen(createSimulator({ apiKey: 'only-this' }));
  const stranger = new OpenAI({ apiKey: 'sk-test', baseURL: `${locked.url}/v1`, maxRetries: 0 });
  await expect(stranger.models.list()).rejects.toMatchObject({ status: 401 });
  await locked.close();
});

test('an image that cannot be decoded is rejected', async () => {
  const url = `data:image/png;base64,${Buffer.from('no image at all').toString('base64')}`;
  const asked = client.chat.completions.create({
    model: 'gpt-5',
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
  });
  await expect(asked).rejects.toMatchObject({ status: 400, code: 'invalid_image' });
});

test('a screenshot sent as a data URL comes back as its messages', async () => {
  const [theme] = chatThemes;
  const [conversation] = fixtureConversations.slice(1);
  if (theme === undefined || conversation === undefined) throw new Error('The fixtures are gone.');
  const picture = drawScreenshot(theme, conversation, { width: 390, height: 844, scale: 2 });
  const shape = z.object({
    layout: z.enum(['chat', 'document']),
    text: z.string(),
    messages: z.array(
      z.object({
        side: z.enum(['left', 'right']),
        speaker: z.string().nullable(),
        time: z.string().nullable(),
        text: z.string(),
      }),
    ),
  });
  const completion = await client.chat.completions.parse({
    model: 'gpt-5',
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Transcribe this image.' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${picture.toString('base64')}` } },
        ],
      },
    ],
    response_format: zodResponseFormat(shape, 'chat_screenshot'),
  });
  const reading = completion.choices[0]?.message.parsed;
  expect(reading?.layout).toBe('chat');
  expect(reading?.messages.map(({ side }) => side)).toEqual(conversation.messages.map(({ side }) => side));
  expect(reading?.messages[1]?.text).toBe(conversation.messages[1]?.text);
}, 30_000);

test('a model that is not served is not found', async () => {
  await expect(client.models.retrieve('missing-model')).rejects.toMatchObject({ status: 404 });
  await expect(
    client.chat.completions.create({ model: 'missing-model', messages: hello }),
  ).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
  });
});

test('models tell their shutdown date', async () => {
  const models = await client.models.list();
  expect(models.data.find(({ id }) => id === 'gpt-4o')).toMatchObject({ shutdown_date: '2027-01-14' });
});

test('embeddings of similar texts lie closer than those of different ones, in both encodings', async () => {
  const input = [
    'The cat sleeps on the sofa',
    'A cat is sleeping on our sofa',
    'Quarterly revenue grew by ten percent',
  ];
  const decoded = await client.embeddings.create({ model: 'text-embedding-3-small', input });
  const floats = await client.embeddings.create({
    model: 'text-embedding-3-small',
    input,
    encoding_format: 'float',
  });
  const [cat, sameCat, revenue] = floats.data.map(({ embedding }) => embedding);
  expect(dot(cat, sameCat)).toBeGreaterThan(dot(cat, revenue) + 0.2);
  expect(dot(cat, cat)).toBeCloseTo(1, 5);
  expect(decoded.data[0]?.embedding[7]).toBeCloseTo(cat?.[7] ?? NaN, 6);
  const short = await client.embeddings.create({
    model: 'text-embedding-3-small',
    input: 'x',
    dimensions: 64,
  });
  expect(short.data[0]?.embedding).toHaveLength(64);
});

test('moderation flags threats and passes everyday talk', async () => {
  const { results } = await client.moderations.create({ input: ['See you at lunch', 'I will hurt you'] });
  expect(results.map(({ flagged }) => flagged)).toEqual([false, true]);
});

test('files are stored, listed, read and deleted', async () => {
  const content = '{"messages":[{"role":"assistant","content":"Hi"}]}\n';
  const file = await client.files.create({ file: new File([content], 'train.jsonl'), purpose: 'fine-tune' });
  expect(file).toMatchObject({
    object: 'file',
    bytes: content.length,
    filename: 'train.jsonl',
    purpose: 'fine-tune',
  });
  const listed = await client.files.list({ purpose: 'fine-tune' });
  expect(listed.data.map(({ id }) => id)).toContain(file.id);
  expect(await (await client.files.content(file.id)).text()).toBe(content);
  expect(await client.files.delete(file.id)).toMatchObject({ deleted: true });
  await expect(client.files.retrieve(file.id)).rejects.toMatchObject({ status: 404 });
});

test('a file for fine-tuning that is no JSONL is rejected', async () => {
  const asked = client.files.create({ file: new File(['x'], 'train.csv'), purpose: 'fine-tune' });
  await expect(asked).rejects.toMatchObject({ status: 400 });
});

function dot(a: readonly number[] = [], b: readonly number[] = []): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

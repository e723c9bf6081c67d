import { InferenceClient } from '@huggingface/inference';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSimulator } from '../app.ts';
import { listen } from '../listen.ts';
import type { RunningSimulator } from '../listen.ts';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await listen(createSimulator());
});
afterAll(() => simulator.close());

const model = 'meta-llama/Llama-3.1-8B-Instruct';
const messages = [{ role: 'user', content: 'How do I bake bread?' }];

test.each(['/hf/v1', '/hf', `/hf/models/${model}`, ''])(
  'the client completes chats at the endpoint %s',
  async (path) => {
    const client = new InferenceClient('hf_test', { endpointUrl: `${simulator.url}${path}` });
    const completion = await client.chatCompletion({ model, messages });
    expect(completion.choices[0]?.message.content).toMatch(/\p{L}/u);
    let streamed = '';
    for await (const chunk of client.chatCompletionStream({ model, messages })) {
      streamed += chunk.choices[0]?.delta.content ?? '';
    }
    expect(streamed).toBe(completion.choices[0]?.message.content);
  },
);

test('features are extracted for one text or for several', async () => {
  const endpointUrl = `${simulator.url}/hf/models/sentence-transformers/all-MiniLM-L6-v2/pipeline/feature-extraction`;
  const client = new InferenceClient('hf_test', { endpointUrl });
  expect(await client.featureExtraction({ inputs: 'one text' })).toHaveLength(384);
  expect(await client.featureExtraction({ inputs: ['one', 'two'] })).toHaveLength(2);
});

test('a rejected token is answered as Hugging Face does, with a plain error text', async () => {
  const client = new InferenceClient('hf_invalid', { endpointUrl: `${simulator.url}/hf/v1` });
  await expect(client.chatCompletion({ model, messages })).rejects.toThrow(/Incorrect API key/u);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../testing/start-simulator.ts';
import { BilledError, readBilled } from './billed-error.ts';
import type { ChatModel } from './chat-model.ts';
import { createHuggingFaceChatModel } from './huggingface-chat-model.ts';
import { createOpenAIChatModel } from './openai-chat-model.ts';

let simulator: RunningSimulator;
let openai: ChatModel;
let huggingface: ChatModel;
beforeAll(async () => {
  simulator = await startSimulator();
  const common = { simulated: true, timeoutMs: 10_000 };
  const baseUrl = `${simulator.url}/v1`;
  openai = createOpenAIChatModel({ ...common, apiKey: 'sk-test', baseUrl, maxRetries: 0 });
  huggingface = createHuggingFaceChatModel({ ...common, token: 'hf_test', endpointUrl: simulator.url });
});
afterAll(() => simulator?.stop());
beforeEach(() => simulator.reset());

async function failureOf(model: ChatModel, maxOutputTokens?: number): Promise<unknown> {
  const limit = maxOutputTokens === undefined ? {} : { maxOutputTokens };
  const messages = [{ role: 'user', content: 'Tell me about the lighthouse.' }] as const;
  return await model.complete({ model: 'simulated', messages, ...limit }).catch((error: unknown) => error);
}

const billed = { inputTokens: expect.any(Number), outputTokens: expect.any(Number) };

describe('an answer that is billed and is none', () => {
  it.each([
    ['refusal', 'provider_refused_content'],
    ['content_filter', 'provider_refused_content'],
  ])('of OpenAI by %s says what it cost', async (kind, code) => {
    await simulator.inject({ kind });
    const error = await failureOf(openai);
    expect(error).toBeInstanceOf(BilledError);
    expect(error).toMatchObject({ code, usage: billed });
    if (error instanceof BilledError) expect(error.usage.inputTokens).toBeGreaterThan(5);
  });

  it('of OpenAI that is cut off says what it cost', async () => {
    const error = await failureOf(openai, 2);
    expect(error).toMatchObject({ code: 'provider_answer_invalid', usage: { ...billed, outputTokens: 2 } });
  });

  it('of Hugging Face without a text says what it cost', async () => {
    await simulator.inject({ kind: 'refusal' });
    const error = await failureOf(huggingface);
    expect(error).toMatchObject({ code: 'provider_answer_invalid', usage: billed });
    if (error instanceof BilledError) expect(error.usage.inputTokens).toBeGreaterThan(5);
  });
});

it('says nothing of a cost where there is no answer', async () => {
  await simulator.inject({ kind: 'server_error' });
  expect(await failureOf(openai)).not.toBeInstanceOf(BilledError);
});

it('leaves errors alone that are not about the answer', () => {
  const fault = new TypeError('of ours');
  const read = () => {
    throw fault;
  };
  expect(() => readBilled({ inputTokens: 1, outputTokens: 1 }, read)).toThrow(fault);
});

import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { register } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChatModel, ChatModelDelta } from './chat-model.ts';
import { observedChatModel, observedEmbeddingModel } from './observed-models.ts';

const usage = { inputTokens: 1000, outputTokens: 200 };

async function* deltas(): AsyncIterable<ChatModelDelta> {
  yield { type: 'text', text: 'a' };
  yield { type: 'text', text: 'b' };
  yield { type: 'end', model: 'gpt-4o-mini', usage };
}

const inner: ChatModel = {
  provider: 'openai',
  simulated: false,
  complete: ({ model }) =>
    model === 'gpt-4o'
      ? Promise.reject(new UnderstudyError('provider_rate_limited', 'Too many.'))
      : Promise.resolve({ text: 'hello', model, usage }),
  stream: deltas,
};
const model = observedChatModel(inner, new Set(['house-model']));
const messages = [{ role: 'user', content: 'hi' }] as const;

beforeEach(() => register.resetMetrics());
const printed = async () =>
  (await register.metrics()).split('\n').filter((line) => /_(count|total)\{/.test(line));
const calls = async () => (await printed()).filter((line) => line.includes('_call_duration_seconds_count'));

describe('an observed model', () => {
  it('counts a call with its tokens and its price', async () => {
    expect(await model.complete({ model: 'gpt-4o-mini', messages })).toMatchObject({ text: 'hello' });
    const labels = 'provider="openai",model="gpt-4o-mini"';
    expect(await printed()).toEqual([
      `understudy_provider_call_duration_seconds_count{${labels},operation="chat",outcome="ok"} 1`,
      `understudy_provider_tokens_total{${labels},direction="input"} 1000`,
      `understudy_provider_tokens_total{${labels},direction="output"} 200`,
      `understudy_provider_cost_usd_total{${labels}} 0.00027`,
    ]);
  });

  it('counts a failure under its code', async () => {
    await expect(model.complete({ model: 'gpt-4o', messages })).rejects.toThrow('Too many.');
    expect(await printed()).toEqual([
      'understudy_provider_call_duration_seconds_count{provider="openai",model="gpt-4o",operation="chat",outcome="provider_rate_limited"} 1',
    ]);
  });

  it('counts a streamed answer when it is complete', async () => {
    const seen: string[] = [];
    for await (const { type } of model.stream({ model: 'gpt-4o-mini', messages })) seen.push(type);
    expect(seen).toEqual(['text', 'text', 'end']);
    expect(await calls()).toEqual([expect.stringMatching(/outcome="ok"\} 1$/)]);
  });

  it('counts one that nobody wanted to the end as aborted, once', async () => {
    for await (const delta of model.stream({ model: 'gpt-4o-mini', messages }))
      if (delta.type === 'text') break;
    expect(await calls()).toEqual([expect.stringMatching(/outcome="aborted"\} 1$/)]);
  });

  it('names a model that users made "other", and charges nothing for it', async () => {
    await model.complete({ model: 'ann/of-ann', messages });
    await model.complete({ model: 'house-model', messages });
    const text = (await printed()).join('\n');
    expect(text).toMatch(/count\{provider="openai",model="other"/);
    expect(text).toMatch(/count\{provider="openai",model="house-model"/);
    expect(text).not.toContain('cost_usd');
  });

  it('counts embeddings, too', async () => {
    const embed = () => Promise.resolve({ vectors: [[1]], inputTokens: 5 });
    const embedding = {
      model: 'text-embedding-3-small',
      provider: 'openai',
      simulated: false,
      embed,
    } as const;
    expect(await observedEmbeddingModel(embedding).embed(['a text'])).toEqual({
      vectors: [[1]],
      inputTokens: 5,
    });
    expect(await calls()).toEqual([expect.stringMatching(/operation="embeddings",outcome="ok"\} 1$/)]);
  });
});

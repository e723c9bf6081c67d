import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '../testing/start-simulator.ts';
import { createEmbeddingModel, type EmbeddingModel } from './embedding-model.ts';

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
}, 30_000);
afterAll(() => simulator.stop());
beforeEach(() => simulator.reset());

const models = { openai: 'text-embedding-3-small', huggingface: 'sentence-transformers/all-MiniLM-L6-v2' };
const dimensions = { openai: 1536, huggingface: 384 };

function modelOf(provider: keyof typeof models): EmbeddingModel {
  const shared = { simulated: true, timeoutMs: 5_000 };
  return createEmbeddingModel({
    model: models[provider],
    openai: { ...shared, apiKey: 'sk-test', baseUrl: `${simulator.url}/v1`, maxRetries: 0 },
    huggingface: {
      ...shared,
      token: 'hf_test',
      endpointUrl: `${simulator.url}/hf/models/${models.huggingface}/pipeline/feature-extraction`,
    },
  });
}

function cosine(one: readonly number[] = [], other: readonly number[] = []): number {
  const product = one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  return product / (Math.hypot(...one) * Math.hypot(...other));
}

describe.each(['openai', 'huggingface'] as const)('the embedding model of %s', (provider) => {
  it('gives vectors in the order of the texts, alike for texts that are', async () => {
    const model = modelOf(provider);
    const { vectors, inputTokens } = await model.embed([
      'The bakery sells lemon cake on Sundays.',
      'Our kayak lies behind the boathouse at the lake.',
      'When does the bakery have lemon cake?',
    ]);
    expect(model).toMatchObject({ model: models[provider], provider, simulated: true });
    expect(vectors.map((vector) => vector.length)).toEqual(Array(3).fill(dimensions[provider]));
    expect(cosine(vectors[2], vectors[0])).toBeGreaterThan(0.5);
    expect(Math.abs(cosine(vectors[2], vectors[1]))).toBeLessThan(0.2);
    expect(inputTokens).toBeGreaterThan(provider === 'openai' ? 20 : -1);
  });

  it.each([
    ['invalid_api_key', 'provider_key_rejected'],
    ['rate_limit', 'provider_rate_limited'],
    ['server_error', 'provider_unavailable'],
    ['malformed_json', 'provider_answer_invalid'],
  ])('maps %s to %s', async (kind, code) => {
    await simulator.inject({ kind });
    await expect(modelOf(provider).embed(['text'])).rejects.toMatchObject({ code });
  });

  it('ends with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('never mind'));
    await expect(modelOf(provider).embed(['text'], signal)).rejects.toThrow('never mind');
  });
});

it('a name with a slash needs a token, and says so when it is asked', async () => {
  const model = createEmbeddingModel({
    model: models.huggingface,
    openai: { apiKey: 'k', baseUrl: undefined, simulated: false, timeoutMs: 1, maxRetries: 0 },
    huggingface: undefined,
  });
  await expect(model.embed(['text'])).rejects.toMatchObject({
    code: 'provider_key_rejected',
    message: expect.stringContaining('HF_TOKEN'),
  });
});

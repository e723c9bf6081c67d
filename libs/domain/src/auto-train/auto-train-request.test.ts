import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { autoTrainRequestSchema } from './auto-train-request.ts';

const schema = autoTrainRequestSchema();
const seedExample = {
  user_id: 'user123',
  num_examples: 50,
  genres: ['fantasy', 'sci_fi'],
  store_in_memory: false,
};
const eight = 'fantasy, dark_fantasy, sci_fi, mystery, horror, romance, adventure, thriller';

it('takes the seed’s request', () => {
  expect(schema.parse(seedExample)).toEqual({ ...seedExample, avatar_id: null });
});

it('fills in what may be left out', () => {
  expect(schema.parse({ user_id: 'u', num_examples: 1 })).toEqual({
    user_id: 'u',
    num_examples: 1,
    genres: null,
    store_in_memory: false,
    avatar_id: null,
  });
  expect(schema.parse({ ...seedExample, genres: null }).genres).toBeNull();
});

it('takes the extensions', () => {
  const extensions = {
    avatar_id: '3b0a35f0-6a4e-4c3e-9b0e-0d5a5ad3b0f1',
    seed: 2 ** 32 - 1,
    ensemble: [
      { model: 'gpt-5.4-mini' },
      { model: 'meta-llama/Llama-3.1-8B-Instruct', weight: 0.5, timeout_ms: 20_000 },
    ],
    judge_model: 'gpt-5.4',
    concurrency: 200,
    budget: { max_cost_usd: 1.5, max_tokens: 100_000 },
  };
  expect(schema.parse({ ...seedExample, ...extensions })).toMatchObject({
    ...extensions,
    ensemble: [{ model: 'gpt-5.4-mini', weight: 1 }, { weight: 0.5 }],
  });
});

it('counts up to what is configured', () => {
  const many = { user_id: 'u', num_examples: 100_000 };
  expect(autoTrainRequestSchema(100_000).parse(many).num_examples).toBe(100_000);
  expect(schema.safeParse({ ...many, num_examples: 500 }).success).toBe(true);
});

describe('messages', () => {
  const count = 'num_examples must be a whole number from 1 to 500.';
  const list = `genres must be a list of one or more different genres out of ${eight}, or null for all.`;
  const ensemble = 'ensemble must be a list of 1 to 7 models.';
  it.each([
    [{ num_examples: 0 }, 'num_examples', count],
    [{ num_examples: 501 }, 'num_examples', count],
    [{ num_examples: 2.5 }, 'num_examples', count],
    [{ num_examples: '50' }, 'num_examples', count],
    [{ num_examples: undefined }, 'num_examples', count],
    [{ user_id: undefined }, 'user_id', 'user_id must be the ID of the user, as in the bearer token.'],
    [{ user_id: '' }, 'user_id', 'user_id must be the ID of the user, as in the bearer token.'],
    [{ genres: ['western'] }, 'genres.0', `genres: "western" is not a genre; choose from ${eight}.`],
    [{ genres: [7] }, 'genres.0', `genres: this is not a genre; choose from ${eight}.`],
    [{ genres: [] }, 'genres', list],
    [{ genres: 'fantasy' }, 'genres', list],
    [{ genres: ['horror', 'horror'] }, 'genres', list],
    [{ genres: Array(9).fill('x') }, 'genres', list],
    [
      { genres: ['x'.repeat(100)] },
      'genres.0',
      `genres: "${'x'.repeat(59)}…" is not a genre; choose from ${eight}.`,
    ],
    [{ store_in_memory: 'yes' }, 'store_in_memory', 'store_in_memory must be true or false.'],
    [{ avatar_id: 'me' }, 'avatar_id', 'avatar_id must be the UUID of an avatar, or null.'],
    [{ seed: -1 }, 'seed', 'seed must be a whole number from 0 to 4294967295.'],
    [{ ensemble: [] }, 'ensemble', ensemble],
    [{ ensemble: Array(8).fill({ model: 'm' }) }, 'ensemble', ensemble],
    [{ ensemble: Array(8).fill({}) }, 'ensemble', ensemble],
    [
      { ensemble: [{ model: 'm', weight: 11 }] },
      'ensemble.0.weight',
      'weight must be a number from 0.1 to 10.',
    ],
    [{ ensemble: [{ model: 'm', size: 1 }] }, 'ensemble.0', 'Unknown field: size.'],
    [{ judge_model: ' ' }, 'judge_model', 'judge_model must be the name of a model, 1 to 200 characters.'],
    [{ concurrency: 201 }, 'concurrency', 'concurrency must be a whole number from 1 to 200.'],
    [
      { budget: { max_cost_usd: 0 } },
      'budget.max_cost_usd',
      'max_cost_usd must be an amount in US dollars above 0.',
    ],
    [{ budget: { max_tokens: 1.5 } }, 'budget.max_tokens', 'max_tokens must be a whole number from 1.'],
    [{ numExamples: 5 }, '', 'Unknown field: numExamples.'],
  ])('for %j name the field and what is allowed', (change, path, message) => {
    const { error } = schema.safeParse({ ...seedExample, ...change });
    expect(error?.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))).toEqual([
      { path, message },
    ]);
  });
});

it('can be shown in an API description', () => {
  expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({
    $defs: {
      AutoTrainRequest: {
        required: ['user_id', 'num_examples'],
        additionalProperties: false,
        properties: {
          num_examples: { minimum: 1, maximum: 500 },
          genres: { default: null, anyOf: [{ type: 'array', minItems: 1, maxItems: 8 }, { type: 'null' }] },
          ensemble: { type: 'array', minItems: 1, maxItems: 7 },
        },
      },
    },
  });
});

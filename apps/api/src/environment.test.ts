import { describe, expect, test } from 'vitest';
import { EnvironmentError, parseEnvironment } from './environment.ts';

const minimal = {
  DATABASE_URL: 'postgres://app:secret@localhost/understudy',
  STORAGE_FOLDER: '/tmp/objects',
  JWT_SECRET: 'a secret of the tests, which is long enough',
};

function faultsOf(environment: Record<string, string>): string {
  try {
    parseEnvironment(environment);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

describe('the environment', () => {
  test('of a minimal installation has sensible defaults', () => {
    expect(parseEnvironment({ ...minimal, WEB_FOLDER: '' })).toMatchObject({
      production: false,
      http: { host: '127.0.0.1', port: 3000, webFolder: undefined },
      tokens: { key: { kind: 'secret', development: false } },
      simulatedProviders: [],
    });
  });

  test('without an ensemble lets the model for chats write alone', () => {
    const { autoTrain } = parseEnvironment({ ...minimal, OPENAI_CHAT_MODEL: 'gpt-5' });
    expect(autoTrain).toMatchObject({
      maxExamples: 500,
      concurrency: 50,
      ensemble: [{ model: 'gpt-5', weight: 1 }],
      judgeModel: null,
    });
  });

  test('names an ensemble with weights', () => {
    const AUTO_TRAIN_ENSEMBLE = 'gpt-5*2, org/model * 0.5 ,gpt-4.1';
    const { autoTrain } = parseEnvironment({ ...minimal, AUTO_TRAIN_ENSEMBLE, HF_TOKEN: 'token' });
    expect(autoTrain.ensemble).toEqual([
      { model: 'gpt-5', weight: 2 },
      { model: 'org/model', weight: 0.5 },
      { model: 'gpt-4.1', weight: 1 },
    ]);
  });

  test('with several faults is told all of them, by the names of the variables', () => {
    const faults = faultsOf({ PORT: 'many', JWT_SECRET: 'short', LOG_LEVEL: 'loud' });
    for (const name of ['PORT', 'JWT_SECRET', 'LOG_LEVEL', 'DATABASE_URL'])
      expect(faults).toContain(`\n  ${name}: `);
  });

  test.each([
    ['neither secret nor key set', { JWT_SECRET: '' }, 'JWT_SECRET'],
    ['both', { JWT_JWKS_URL: 'https://example.com/keys' }, 'JWT_SECRET'],
    ['no storage', { STORAGE_FOLDER: '' }, 'STORAGE_FOLDER'],
    ['any origin', { CORS_ORIGINS: '*' }, 'CORS_ORIGINS.0'],
    ['an origin with a path', { CORS_ORIGINS: 'https://a.example,https://b.example/x' }, 'CORS_ORIGINS.1'],
    ['a proxy that is none', { TRUSTED_PROXIES: 'everybody' }, 'TRUSTED_PROXIES.0'],
    ['a limit that is none', { RATE_LIMIT_READS: '-1' }, 'RATE_LIMIT_READS'],
    ['keys that hold for ever', { JWT_JWKS_CACHE_SECONDS: '99999999' }, 'JWT_JWKS_CACHE_SECONDS'],
    ['a bucket without keys', { S3_BUCKET: 'objects' }, 'S3_ACCESS_KEY_ID'],
    [
      'production on a development secret',
      production({ UNDERSTUDY_DEVELOPMENT_SECRET: '1' }),
      'UNDERSTUDY_DEVELOPMENT_SECRET',
    ],
    ['too many examples', { AUTO_TRAIN_MAX_EXAMPLES: '100001' }, 'AUTO_TRAIN_MAX_EXAMPLES'],
    ['an upload of nothing', { TRAINING_UPLOAD_LIMIT_MB: '0' }, 'TRAINING_UPLOAD_LIMIT_MB'],
    ['an ensemble of nobody', { AUTO_TRAIN_ENSEMBLE: 'gpt-5,,gpt-4.1' }, 'AUTO_TRAIN_ENSEMBLE'],
    ['a weight that is none', { AUTO_TRAIN_ENSEMBLE: 'gpt-5*many' }, 'AUTO_TRAIN_ENSEMBLE'],
    ['a weight of nothing', { AUTO_TRAIN_ENSEMBLE: 'gpt-5*0' }, 'AUTO_TRAIN_ENSEMBLE'],
    ['an ensemble of eight', { AUTO_TRAIN_ENSEMBLE: Array(8).fill('gpt-5').join() }, 'AUTO_TRAIN_ENSEMBLE'],
    ['a member without its key', { AUTO_TRAIN_ENSEMBLE: 'org/model' }, 'AUTO_TRAIN_ENSEMBLE'],
    ['a judge without its key', { AUTO_TRAIN_JUDGE_MODEL: 'org/judge' }, 'AUTO_TRAIN_JUDGE_MODEL'],
    ['production without a secret for links', production({}), 'STORAGE_SIGNING_SECRET'],
    ['production on a simulator', production({ SIMULATED_PROVIDERS: 'openai' }), 'SIMULATED_PROVIDERS'],
  ])('with %s is refused', (_what, changes, name) => {
    expect(faultsOf({ ...minimal, ...changes })).toContain(`\n  ${name}: `);
  });

  test('never repeats a secret in its faults', () => {
    expect(faultsOf({ ...minimal, JWT_SECRET: 'hunter2' })).not.toContain('hunter2');
  });
});

function production(changes: Record<string, string>): Record<string, string> {
  return { NODE_ENV: 'production', ...changes };
}

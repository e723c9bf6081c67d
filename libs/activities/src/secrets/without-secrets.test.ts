import { describe, expect, it } from 'vitest';
import { secretsIn, withoutKeys, withoutSecrets } from './without-secrets.ts';

describe('withoutKeys', () => {
  it.each([
    [
      'Incorrect API key provided: sk-proj-abc123DEF456. Find yours.',
      'Incorrect API key provided: [secret] Find yours.',
    ],
    ['Incorrect API key provided: sk-1234****abcd', 'Incorrect API key provided: [secret]'],
    ['token hf_AbCdEfGhIjKl is not valid', 'token [secret] is not valid'],
    ['{"authorization":"Bearer abc.def-ghi_jkl"}', '{"authorization":"[secret]"}'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl', '[secret]'],
  ])('%s', (text, clean) => {
    expect(withoutKeys(text)).toBe(clean);
  });

  it.each([
    'The task-oriented model ft:gpt-4o:org:ash is not there.',
    'file-abc123 has 3 lines',
    'a keyboard',
    'Basket',
  ])('leaves alone what is no key: %s', (text) => {
    expect(withoutKeys(text)).toBe(text);
  });
});

describe('the secrets of an environment', () => {
  const environment = {
    OPENAI_API_KEY: 'no-usual-form-of-key',
    HF_TOKEN: 'simulated',
    JWT_SECRET: 'a long secret of the tests',
    DATABASE_URL: 'postgres://app:pass%2Fword9@db:5432/understudy',
    S3_SECRET_ACCESS_KEY: 'abcdefgh12345',
    S3_BUCKET: 'a-bucket-of-ours',
    API_KEY: 'short',
  };

  it('are known by the names of their variables, and the passwords in addresses', () => {
    expect(secretsIn(environment).sort()).toEqual([
      'a long secret of the tests',
      'abcdefgh12345',
      'no-usual-form-of-key',
      'pass%2Fword9',
      'pass/word9',
    ]);
  });

  it('are taken out wherever they stand', () => {
    const clean = withoutSecrets(secretsIn(environment));
    expect(
      clean('connect postgres://app:pass%2Fword9@db/ with no-usual-form-of-key in a-bucket-of-ours'),
    ).toBe('connect postgres://app:[secret]@db/ with [secret] in a-bucket-of-ours');
  });
});

import { costOf } from '@understudy/domain/budget/cost';
import { expect, it } from 'vitest';
import { openAttemptAccount } from './attempt-account.ts';

const model = 'gpt-5.4-mini';
const call = (callKey: string) => ({ callKey, model, usd: 0.01, tokens: 5_000 });
const usage = { inputTokens: 300, outputTokens: 100 };
const { usd } = costOf(model, usage);

it('settles for nothing what was not made, and for its cost what was answered', () => {
  const account = openAttemptAccount();
  account.reserved([call('a'), call('b')]);
  account.answered('b', model, usage);
  expect(account.settlements()).toEqual([
    { callKey: 'a', usd: 0, tokens: 0 },
    { callKey: 'b', usd, tokens: 400 },
  ]);
});

it('settles every answer to a call, those before the one that could be used included', () => {
  const account = openAttemptAccount();
  account.reserved([call('a')]);
  account.answered('a', model, usage);
  account.answered('a', model, usage);
  expect(account.settlements()).toEqual([{ callKey: 'a', usd: 2 * usd, tokens: 800 }]);
  expect(account.totals()).toEqual({ costUsd: 2 * usd, inputTokens: 600, outputTokens: 200 });
});

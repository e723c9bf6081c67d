import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { allAccepted, balanced, readBooks } from './support/auto-train-rows.ts';

const stack = sharedStack();
const admin = simulatorAdmin(stack.simulatorUrl);
let owner: Sql;
beforeAll(() => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.reset();
  await owner.end({ timeout: 1 });
});
beforeEach(() => admin.reset());

const ensemble = [{ model: 'gpt-5.4-mini' }];

describe('a judge that fails', () => {
  const judged = { num_examples: 6, ensemble, judge_model: 'gpt-5.5' };

  it.each([
    ['refusal', 'provider_refused_content', 'where it fails'],
    ['content_filter', 'provider_refused_content', 'where it fails'],
    ['malformed_output', 'provider_answer_invalid', 'where it fails'],
    ['model_not_found', 'provider_model_unavailable', 'from now on'],
  ])('by %s is left out, and the run says so once', async (kind, code, scope) => {
    await admin.inject({ kind, times: null, match: { schema: 'story_judgement' } });
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start(judged);
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed', error: null });
    const items = await batches.items(id);
    expect(items.map(({ judge_score: score }) => score)).toEqual(Array(6).fill(null));
    const notes = (await batches.events(id)).filter(({ type }) => type === 'note');
    expect(notes).toMatchObject([{ level: 'warning', data: { role: 'judge', model: 'gpt-5.5', code } }]);
    expect(notes[0]?.message).toContain(`The judge gpt-5.5 is left out ${scope}, and the rule decides alone`);
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(6));
  });

  it('once is left out of one example only', async () => {
    await admin.inject({ kind: 'refusal', times: 1, match: { schema: 'story_judgement' } });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start(judged);
    const { status } = await user.runEnded(run.id);
    expect(['completed', 'completed_with_errors']).toContain(status);
    const accepted = (await batchesOf(user).items(id)).filter((item) => item.status === 'accepted');
    expect(accepted.filter(({ judge_score: score }) => score === null).length).toBeLessThanOrEqual(1);
    expect(accepted.filter(({ judge_score: score }) => score !== null)).not.toEqual([]);
  });
});

describe('a model that declines everything', () => {
  it('fails the batch with the code for it, and is paid what it bills', async () => {
    await admin.inject({ kind: 'refusal', times: null });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 5, ensemble });
    expect(await user.runEnded(run.id)).toMatchObject({
      status: 'failed',
      error: { code: 'provider_refused_content' },
    });
    const books = await readBooks(owner, id);
    expect(books).toMatchObject({ failed: 5, answers: 0, ...balanced });
    expect(books.spent_usd).toBeGreaterThan(0);
  });

  it('does not get past a cap of tokens', async () => {
    await admin.inject({ kind: 'refusal', times: null });
    const user = await newUser(stack);
    const budget = { max_tokens: 15_000 };
    const { id, run } = await batchesOf(user).start({ num_examples: 60, ensemble, budget });
    await user.runUntil(run.id, ({ status }) => status === 'budget_paused');
    const { cost } = await batchesOf(user).read(id);
    expect(cost.tokens).toBeGreaterThan(5_000);
    expect(cost.tokens).toBeLessThanOrEqual(15_000);
    await batchesOf(user).steer(run.id, 'cancel');
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'cancelled' });
  });
});

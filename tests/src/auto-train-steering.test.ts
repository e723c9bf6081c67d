import { setTimeout as wait } from 'node:timers/promises';
import { monthlyBudgetSchema } from '@understudy/domain/budget/budget';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf, type ApiClient } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { expectTrueResult } from './support/auto-train-expected-result.ts';
import { allAccepted, balanced, countAccepted, readBooks, untilAccepted } from './support/auto-train-rows.ts';
import { countRepeated, simulatorAdmin } from '@understudy/stack/testing/simulator-client';

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
/** Milliseconds in which what was under way ends: lanes look four times a second, and a call takes its latency. */
const settlingMs = 2_000;

describe('a paused batch', () => {
  it('asks nothing new, and comes to the exact number when it is resumed', async () => {
    await admin.latency(300);
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start({ num_examples: 60, concurrency: 6, ensemble });
    await untilAccepted(owner, id, 12);
    expect(await batches.steer(run.id, 'pause')).toMatchObject({ status: 'paused' });
    await wait(settlingMs);
    const paused = { calls: (await admin.calls()).total, accepted: await countAccepted(owner, id) };
    expect(paused.accepted).toBeLessThan(60);
    await wait(settlingMs);
    expect({ calls: (await admin.calls()).total, accepted: await countAccepted(owner, id) }).toEqual(paused);
    expect((await admin.calls()).in_flight).toBe(0);

    expect(await batches.steer(run.id, 'resume')).toMatchObject({ status: 'running' });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(60));
    expect(countRepeated((await admin.calls()).calls)).toBe(0);
    // The time in which it was paused does not count.
    await expectTrueResult(owner, id, await batches.result(id));
  });
});

describe('a batch beside a paused one', () => {
  it.each([
    { members: 'one member', ensemble },
    { members: 'two members', ensemble: [...ensemble, { model: 'gpt-5.4-nano' }] },
  ])('gets the money that $members of the other one no longer need', async ({ ensemble }) => {
    await admin.latency(200);
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const paused = await batches.start({ num_examples: 60, concurrency: 10, ensemble });
    await untilAccepted(owner, paused.id, 5);
    await batches.steer(paused.run.id, 'pause');
    await expect
      .poll(async () => (await batches.read(paused.id)).counts.in_flight, { timeout: settlingMs })
      .toBe(0);
    expect((await admin.calls()).in_flight).toBe(0);
    const { counts, cost } = await batches.read(paused.id);
    expect(counts.remaining).toBe(60 - counts.accepted);
    expect(cost.reserved_usd).toBe(0);
    expect(await readBooks(owner, paused.id)).toMatchObject(balanced);

    const wanted = { num_examples: 4, ensemble };
    const { highest_cost_usd: highest } = await batches.estimate(wanted);
    await user.send('PUT', '/api/budget', { max_cost_usd: cost.spent_usd + highest });
    const other = await batches.start(wanted);
    expect(await user.runEnded(other.run.id)).toMatchObject({ status: 'completed' });

    await user.send('PUT', '/api/budget', { max_cost_usd: null });
    await batches.steer(paused.run.id, 'resume');
    expect(await user.runEnded(paused.run.id)).toMatchObject({ status: 'completed' });
    expect(await readBooks(owner, paused.id)).toMatchObject(allAccepted(60));
    expect(countRepeated((await admin.calls()).calls)).toBe(0);
  });
});

describe('a cancelled batch', () => {
  it('completes the rest when it is retried, each item once, and pays for no answer twice', async () => {
    await admin.latency(300);
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start({ num_examples: 60, concurrency: 6, ensemble });
    await untilAccepted(owner, id, 10);
    await batches.steer(run.id, 'cancel');
    await user.runUntil(run.id, ({ status }) => status === 'cancelled');
    const kept = await batches.items(id);
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.length).toBeLessThan(60);

    await admin.latency(0);
    expect(await batches.steer(run.id, 'retry')).toMatchObject({ attempt: 2 });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(60));
    const all = await batches.items(id);
    expect(all.filter(({ index }) => kept.some((item) => item.index === index))).toEqual(kept);
    const answered = (await admin.calls()).calls.filter(({ completed }) => completed);
    expect(countRepeated(answered)).toBe(0);
    await expectTrueResult(owner, id, await batches.result(id));
    expect(problemOf(await user.send('POST', `/api/runs/${run.id}/retry`)).code).toBe('conflict');
  });
});

/** Looks at the run's account until `during` has ended: the most that was spent and set aside together. */
async function mostHeld(runId: string, during: Promise<unknown>): Promise<{ usd: number; looks: number }> {
  let ended = false;
  const end = () => (ended = true);
  during.then(end, end);
  const seen = { usd: 0, looks: 0 };
  while (!ended) {
    const [row] = await owner`
      select (spent_usd + reserved_usd)::float8 as held from budget_runs where run_id = ${runId}
    `;
    seen.usd = Math.max(seen.usd, z.object({ held: z.number() }).parse(row).held);
    seen.looks += 1;
    await wait(10);
  }
  return seen;
}

const budgetPaused = (user: ApiClient, runId: string) =>
  user.runUntil(runId, ({ status }) => status === 'budget_paused', 30_000);

describe('a batch with a cap', () => {
  it('pauses before it passes the cap, says how much is spent, and completes when the cap is raised', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const wanted = { num_examples: 30, ensemble };
    const { highest_cost_usd: highest } = await batches.estimate(wanted);
    const cap = Math.round((highest / 30) * 2 * 1e6) / 1e6;
    await admin.latency(20);
    const { id, run } = await batches.start({ ...wanted, budget: { max_cost_usd: cap } });
    const pausing = budgetPaused(user, run.id);
    const { usd, looks } = await mostHeld(run.id, pausing);
    const paused = await pausing;
    expect(paused.error).toMatchObject({ code: 'budget_exhausted' });
    expect(paused.error?.message).toMatch(/The budget of this run is used up: \$0\.\d+ of \$0\.\d+/);
    expect(looks).toBeGreaterThan(5);
    expect(usd).toBeGreaterThan(0);
    expect(usd).toBeLessThanOrEqual(cap);
    const { spent_usd: spent, accepted } = await readBooks(owner, id);
    expect(spent).toBeGreaterThan(0);
    expect(spent).toBeLessThanOrEqual(cap);
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(30);
    expect((await batches.read(id)).cost).toMatchObject({ max_cost_usd: cap, spent_usd: spent });

    const lowered = await batches.raiseBudget(id, { max_cost_usd: cap / 2 });
    expect(problemOf(lowered)).toMatchObject({ code: 'conflict' });
    const raised = await batches.raiseBudget(id, { max_cost_usd: highest });
    expect(raised).toMatchObject({ status: 200, body: { cost: { max_cost_usd: highest } } });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed', error: null });
    const books = await readBooks(owner, id);
    expect(books).toMatchObject(allAccepted(30));
    expect(books.spent_usd).toBeLessThanOrEqual(highest);
    expect(countRepeated((await admin.calls()).calls)).toBe(0);
    await expectTrueResult(owner, id, await batches.result(id));
  });

  it('waits for the cap of the month as well', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const wanted = { num_examples: 20, ensemble };
    const { highest_cost_usd: highest } = await batches.estimate(wanted);
    const cap = Math.round((highest / 20) * 2 * 1e6) / 1e6;
    await user.send('PUT', '/api/budget', { max_cost_usd: cap });
    const { id, run } = await batches.start(wanted);
    const paused = await budgetPaused(user, run.id);
    expect(paused.error?.message).toMatch(/Your budget for this month is used up/);
    const month = await user.get('/api/budget', monthlyBudgetSchema);
    expect(month.spent_usd).toBeGreaterThan(0);
    expect(month.spent_usd).toBeLessThanOrEqual(cap);

    await user.send('PUT', '/api/budget', { max_cost_usd: null });
    await batches.steer(run.id, 'resume');
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(20));
  });

  it('counts tokens like money', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start({ num_examples: 20, ensemble, budget: { max_tokens: 9_000 } });
    expect((await budgetPaused(user, run.id)).error?.message).toMatch(/of 9,000 tokens/);
    const { cost } = await batches.read(id);
    expect(cost.tokens).toBeLessThanOrEqual(9_000);
    await batches.raiseBudget(id, { max_tokens: null });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(20));
  });
});

import { recordItems } from '@understudy/db/auto-train/record-items';
import { getBudget, setBudget } from '@understudy/db/budget/user-budget';
import { raiseRunCaps } from '@understudy/db/budget/raise-run-budget';
import type { NewAutoTrainBatch } from '@understudy/db/auto-train/create-auto-train-batch';
import type { Transaction } from '@understudy/db/database';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { acceptedItem, seedBatch } from '@understudy/db/testing/seed-auto-train';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { costOf } from '@understudy/domain/budget/cost';
import { monthKey } from '@understudy/domain/budget/ledger';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { createEmbeddingModel, type EmbeddingModel } from '../providers/embedding-model.ts';
import { createFairSlots } from '../providers/fair-slots.ts';
import { createProviderGate } from '../providers/provider-gate.ts';
import { startSimulator, type RunningSimulator } from '../testing/start-simulator.ts';
import { storeExamplesInMemory } from './store-examples-in-memory.ts';

const model = 'text-embedding-3-small';
const examples = 420;
let database: TestDatabase;
let simulator: RunningSimulator;
let embeddings: EmbeddingModel;
let users = 0;
let userId: string;
const { signal } = new AbortController();

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  const openai = {
    apiKey: 'k',
    baseUrl: `${simulator.url}/v1`,
    simulated: true,
    timeoutMs: 10_000,
    maxRetries: 0,
  };
  embeddings = createEmbeddingModel({ model, openai, huggingface: undefined });
}, 60_000);
afterAll(() => Promise.all([database.close(), simulator.stop()]));
beforeEach(async () => {
  users += 1;
  userId = `user-${users}`;
  await simulator.reset();
});

const as = <Result>(work: (tx: Transaction) => Promise<Result>) => database.db.asUser(userId, work);

/** A batch with all its examples, which are still to be stored. */
async function batchToStore(changes: Partial<NewAutoTrainBatch> = {}) {
  const { batchId, runId } = await as((tx) => seedBatch(tx, { numExamples: examples, ...changes }));
  const items = Array.from({ length: examples }, (_, number) => acceptedItem(number, { costUsd: 0 }));
  await as((tx) => recordItems(tx, batchId, items));
  return { userId, runId, avatarId: null, batchId };
}

const store = (batch: Awaited<ReturnType<typeof batchToStore>>, embed = embeddings.embed) =>
  storeExamplesInMemory(
    {
      database: database.db,
      embeddings: { ...embeddings, embed },
      callSlots: createFairSlots(8),
      providerGate: createProviderGate(),
    },
    batch,
    signal,
  );

/** The books of a run, by a query of this test's own. */
async function booksOf(runId: string) {
  const [row] = await database.ownerSql`
    select account.spent_usd::float8 as spent, account.spent_tokens::int as tokens, account.reserved_usd::float8 as reserved,
      (select count(*)::int from provider_calls where run_id = account.run_id) as answers,
      (select coalesce(sum(input_tokens), 0)::int from provider_calls where run_id = account.run_id) as billed_tokens,
      (select count(*)::int from provider_calls as call join budget_ledger as entry using (run_id, call_key)
        where run_id = account.run_id and entry.state = 'settled') as settled,
      (select count(*)::int from budget_ledger where run_id = account.run_id and state = 'reserved') as open
    from budget_runs as account where run_id = ${runId}`;
  return z.record(z.string(), z.number()).parse(row);
}

it('are in the ledger of the run and in the month of its user, each call once', async () => {
  const batch = await batchToStore();
  expect(await store(batch)).toEqual({ stored: examples, stopped: 'done' });
  await store(batch);
  const calls = await simulator.answered();
  expect(calls).toBeGreaterThan(4);
  const books = await booksOf(batch.runId);
  expect(books).toMatchObject({ answers: calls, settled: calls, open: 0, reserved: 0 });
  expect(books['tokens']).toBe(books['billed_tokens']);
  const { usd } = costOf(model, { inputTokens: books['billed_tokens'] ?? 0, outputTokens: 0 });
  expect(books['spent']).toBeCloseTo(usd, 8);
  const month = await as((tx) => getBudget(tx, monthKey(new Date())));
  expect(month).toMatchObject({ spent: { tokens: books['tokens'] }, reserved: { usd: 0, tokens: 0 } });
});

it('stop where a cap does not allow the next call, never pass it, and go on when it is raised', async () => {
  const maxTokens = 100_000;
  const batch = await batchToStore({ caps: { maxCostUsd: null, maxTokens } });
  const first = await store(batch);
  expect(first.stopped).toBe('budget');
  expect(first.stored).toBeGreaterThan(0);
  expect(first.stored).toBeLessThan(examples);
  const { tokens, open, reserved } = await booksOf(batch.runId);
  expect(tokens).toBeLessThanOrEqual(maxTokens);
  expect({ open, reserved }).toEqual({ open: 0, reserved: 0 });
  const asked = await simulator.answered();
  expect(await store(batch)).toEqual(first);
  expect(await simulator.answered()).toBe(asked);
  await as((tx) => raiseRunCaps(tx, batch.runId, { maxTokens: 10_000_000 }));
  expect(await store(batch)).toEqual({ stored: examples, stopped: 'done' });
});

it('stop where the cap of the month does not allow the next call', async () => {
  const batch = await batchToStore();
  await as((tx) => setBudget(tx, { monthlyCostUsd: null, monthlyTokens: 10 }));
  expect(await store(batch)).toEqual({ stored: 0, stopped: 'budget' });
  expect(await simulator.answered()).toBe(0);
});

it('give back what was set aside for a call that failed, and for those of an execution that was killed', async () => {
  const batch = await batchToStore();
  await simulator.inject({ kind: 'server_error' });
  await expect(store(batch)).rejects.toMatchObject({ code: 'provider_unavailable' });
  expect(await booksOf(batch.runId)).toMatchObject({ open: 0, reserved: 0 });
  await database.ownerSql`
    insert into budget_ledger (run_id, call_key, user_id, month, model, state, reserved_usd, reserved_tokens)
    values (${batch.runId}, 'embedding:of a killed worker', ${userId}, ${monthKey(new Date())}, ${model}, 'reserved', 0.5, 10)`;
  await database.ownerSql`update budget_runs set reserved_usd = 0.5, reserved_tokens = 10 where run_id = ${batch.runId}`;
  await database.ownerSql`update budget_months set reserved_usd = 0.5, reserved_tokens = 10 where user_id = ${userId}`;
  expect(await store(batch)).toMatchObject({ stopped: 'done' });
  expect(await booksOf(batch.runId)).toMatchObject({ open: 0, reserved: 0 });
});

it('stop soon when the run is paused, and go on from there', async () => {
  const batch = await batchToStore();
  const change = (type: 'run_paused' | 'run_resumed', status: 'paused' | 'running') =>
    as((tx) =>
      appendRunEvent(tx, { runId: batch.runId, type, level: 'info', message: type, update: { status } }),
    );
  const pausing: typeof embeddings.embed = async (...asked) => {
    await change('run_paused', 'paused');
    return await embeddings.embed(...asked);
  };
  const paused = await store(batch, pausing);
  expect(paused.stopped).toBe('paused');
  expect(paused.stored).toBeGreaterThan(0);
  expect(paused.stored).toBeLessThan(examples);
  expect(await booksOf(batch.runId)).toMatchObject({ open: 0 });
  await change('run_resumed', 'running');
  expect(await store(batch)).toEqual({ stored: examples, stopped: 'done' });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Transaction } from '../database.ts';
import { settleAnsweredCalls } from '../auto-train/settle-answered-calls.ts';
import { newId } from '../new-id.ts';
import { recordProviderCall } from '../provider-calls/provider-calls.ts';
import { appendRunEvent } from '../runs/append-run-event.ts';
import { seedBatch, someMonth } from '../testing/seed-auto-train.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import type { RunCaps } from './open-run-account.ts';
import { raiseRunBudget } from './raise-run-budget.ts';
import { releaseAll, releaseMany } from './release.ts';
import { reserve, reserveMany, type CallToReserve } from './reserve.ts';
import { settle, settleMany } from './settle.ts';
import { getBudget, setBudget } from './user-budget.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);

afterAll(() => database.close());

/** Somebody with a run of their own. */
async function withRun(caps: Partial<RunCaps> = {}) {
  const user = newId();
  const as = <Result>(work: (tx: Transaction) => Promise<Result>) => database.db.asUser(user, work);
  const batch = await as((tx) => seedBatch(tx, { caps: { maxCostUsd: null, maxTokens: null, ...caps } }));
  return { user, as, ...batch };
}

const call = (callKey: string, changes: Partial<CallToReserve> = {}): CallToReserve => ({
  callKey,
  model: 'simulated',
  usd: 0.1,
  tokens: 100,
  ...changes,
});

/** The account of a run, and the sums of the ledger that it has to agree with. */
async function readAccounts(runId: string) {
  const [row] = await database.ownerSql`
    select r.reserved_usd::float8, r.reserved_tokens::int, r.spent_usd::float8, r.spent_tokens::int,
      coalesce(sum(l.reserved_usd) filter (where l.state = 'reserved'), 0)::float8 as ledger_reserved_usd,
      coalesce(sum(l.reserved_tokens) filter (where l.state = 'reserved'), 0)::int as ledger_reserved_tokens,
      coalesce(sum(l.settled_usd), 0)::float8 as ledger_spent_usd,
      coalesce(sum(l.settled_tokens), 0)::int as ledger_spent_tokens
    from budget_runs r left join budget_ledger l using (run_id) where run_id = ${runId} group by r.run_id
  `;
  expect(row).toMatchObject({
    reserved_usd: row?.['ledger_reserved_usd'],
    reserved_tokens: row?.['ledger_reserved_tokens'],
    spent_usd: row?.['ledger_spent_usd'],
    spent_tokens: row?.['ledger_spent_tokens'],
  });
  return row;
}

it.each([
  ['the run in dollars', { caps: { maxCostUsd: 1 }, scope: 'run', cap: 'usd', limit: 1 }],
  ['the run in tokens', { caps: { maxTokens: 1_000 }, scope: 'run', cap: 'tokens', limit: 1_000 }],
  ['the month in dollars', { caps: {}, scope: 'user_month', cap: 'usd', limit: 1 }],
] as const)('never passes the cap of %s when 50 reserve at once', async (_name, wanted) => {
  const { as, runId } = await withRun(wanted.caps);
  if (wanted.scope === 'user_month') {
    await as((tx) => setBudget(tx, { monthlyCostUsd: 1, monthlyTokens: null }));
  }
  const results = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      as((tx) => reserve(tx, { runId, month: someMonth, ...call(`call ${index}`) })),
    ),
  );
  const refused = results.filter(({ reserved }) => !reserved);
  expect(refused).toHaveLength(40);
  const { scope, cap, limit } = wanted;
  for (const refusal of refused)
    expect(refusal).toMatchObject({ scope, cap, limit, mayFitAfterSettling: true });
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 1, reserved_tokens: 1_000 });
});

it('never passes the cap of a month that two runs reserve on at once', async () => {
  const { as, runId } = await withRun();
  const other = await as((tx) => seedBatch(tx));
  await as((tx) => setBudget(tx, { monthlyCostUsd: null, monthlyTokens: 1_050 }));
  await Promise.all(
    [runId, other.runId].flatMap((id) =>
      Array.from({ length: 20 }, (_, index) =>
        as((tx) =>
          reserveMany(tx, { runId: id, month: someMonth, calls: [call(`a ${index}`), call(`b ${index}`)] }),
        ),
      ),
    ),
  );
  expect((await as((tx) => getBudget(tx, someMonth))).reserved).toEqual({ usd: 1, tokens: 1_000 });
});

it('reserves as many of a group as fit, in their order', async () => {
  const { as, runId } = await withRun({ maxCostUsd: 0.25 });
  const calls = [call('first'), call('large', { usd: 0.2 }), call('second'), call('third')];
  const results = await as((tx) => reserveMany(tx, { runId, month: someMonth, calls }));
  expect(results.map(({ callKey, reserved }) => [callKey, reserved])).toEqual([
    ['first', true],
    ['large', false],
    ['second', true],
    ['third', false],
  ]);
});

it('reserves nothing twice under one key, at the same time or after a crash', async () => {
  const { as, runId } = await withRun({ maxCostUsd: 0.1 });
  const results = await Promise.all(
    Array.from({ length: 5 }, () => as((tx) => reserve(tx, { runId, month: someMonth, ...call('one') }))),
  );
  expect(results.every(({ reserved }) => reserved)).toBe(true);
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 0.1, reserved_tokens: 100 });
});

it('settles a call once at what it cost, even more than was reserved, and gives its reservation back', async () => {
  const { as, runId } = await withRun();
  const calls = [call('dear'), call('cheap'), call('under way')];
  await as((tx) => reserveMany(tx, { runId, month: someMonth, calls }));
  const costs = [
    { callKey: 'dear', usd: 0.15, tokens: 150 },
    { callKey: 'cheap', usd: 0.000000123, tokens: 30 },
    { callKey: 'never reserved', usd: 5, tokens: 5 },
  ];
  await Promise.all(Array.from({ length: 4 }, () => as((tx) => settleMany(tx, runId, costs))));
  expect(await readAccounts(runId)).toMatchObject({
    reserved_usd: 0.1,
    reserved_tokens: 100,
    spent_usd: 0.150000123,
    spent_tokens: 180,
  });
  expect(await as((tx) => getBudget(tx, someMonth))).toMatchObject({
    spent: { usd: 0.150000123, tokens: 180 },
    reserved: { usd: 0.1, tokens: 100 },
  });
});

it('tells a cap that may fit after settling from one that cannot', async () => {
  const { as, runId } = await withRun({ maxCostUsd: 0.1 });
  const ask = (callKey: string) => as((tx) => reserve(tx, { runId, month: someMonth, ...call(callKey) }));
  await ask('one');
  expect(await ask('two')).toMatchObject({ reserved: false, mayFitAfterSettling: true });
  await as((tx) => settle(tx, { runId, callKey: 'one', usd: 0.02, tokens: 40 }));
  expect(await ask('two')).toMatchObject({ reserved: false, mayFitAfterSettling: false });
});

it('pays in the month of the reservation when the call ends in another one', async () => {
  const { as, runId } = await withRun();
  await as((tx) => reserve(tx, { runId, month: '2026-10', ...call('one') }));
  await as((tx) => reserve(tx, { runId, month: '2026-11', ...call('two') }));
  await as((tx) =>
    settleMany(tx, runId, [
      { callKey: 'one', usd: 0.01, tokens: 10 },
      { callKey: 'two', usd: 0.02, tokens: 20 },
    ]),
  );
  expect((await as((tx) => getBudget(tx, '2026-10'))).spent).toEqual({ usd: 0.01, tokens: 10 });
  expect((await as((tx) => getBudget(tx, '2026-11'))).spent).toEqual({ usd: 0.02, tokens: 20 });
});

it('gives reservations back once, and counts what a released call cost after all', async () => {
  const { as, runId } = await withRun();
  await as((tx) => reserveMany(tx, { runId, month: someMonth, calls: [call('one'), call('two')] }));
  for (let time = 0; time < 2; time += 1) await as((tx) => releaseMany(tx, runId, ['one', 'unknown']));
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 0.1, spent_usd: 0 });
  await as((tx) => settle(tx, { runId, callKey: 'one', usd: 0.05, tokens: 50 }));
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 0.1, spent_usd: 0.05 });
  await as((tx) => reserve(tx, { runId, month: someMonth, ...call('one') }));
  await as((tx) => settle(tx, { runId, callKey: 'one', usd: 0.03, tokens: 30 }));
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 0.1, spent_usd: 0.08 });
});

it('gives everything back when the run ends', async () => {
  const { as, runId } = await withRun();
  await as((tx) => reserveMany(tx, { runId, month: someMonth, calls: [call('one'), call('two')] }));
  const cancelled = { type: 'run_cancelled', level: 'info', message: 'Cancelled.' } as const;
  await as((tx) => appendRunEvent(tx, { runId, ...cancelled, update: { status: 'cancelled' } }));
  expect(await readAccounts(runId)).toMatchObject({ reserved_usd: 0, reserved_tokens: 0 });
  expect((await as((tx) => getBudget(tx, someMonth))).reserved).toEqual({ usd: 0, tokens: 0 });
});

it('raises the caps of a run, but never lowers them', async () => {
  const { as, runId, batchId } = await withRun({ maxCostUsd: 0.1 });
  const ask = (callKey: string) => as((tx) => reserve(tx, { runId, month: someMonth, ...call(callKey) }));
  await ask('one');
  await expect(as((tx) => raiseRunBudget(tx, batchId, { maxCostUsd: 0.05 }))).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(as((tx) => raiseRunBudget(tx, batchId, { maxTokens: 5 }))).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await as((tx) => raiseRunBudget(tx, batchId, { maxCostUsd: 0.2 }))).toEqual({
    maxCostUsd: 0.2,
    maxTokens: null,
  });
  expect(await ask('two')).toMatchObject({ reserved: true });
  expect(await ask('three')).toMatchObject({ reserved: false });
  await as((tx) => raiseRunBudget(tx, batchId, { maxCostUsd: null }));
  expect(await ask('three')).toMatchObject({ reserved: true });
});

it('sets and shows the caps of a user, and those of nobody else', async () => {
  const { as } = await withRun();
  const other = await withRun();
  await as((tx) => setBudget(tx, { monthlyCostUsd: 5, monthlyTokens: 100 }));
  await as((tx) => setBudget(tx, { monthlyCostUsd: 20, monthlyTokens: null }));
  expect(await as((tx) => getBudget(tx, someMonth))).toEqual({
    capUsd: 20,
    capTokens: null,
    spent: { usd: 0, tokens: 0 },
    reserved: { usd: 0, tokens: 0 },
  });
  expect(await other.as((tx) => getBudget(tx, someMonth))).toMatchObject({ capUsd: null });
});

it('knows no account of another user', async () => {
  const { runId } = await withRun();
  const { as } = await withRun();
  await expect(as((tx) => reserve(tx, { runId, month: someMonth, ...call('one') }))).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('gives back what is set aside for a range of calls, enters what was answered, and leaves the others', async () => {
  const { as, runId } = await withRun();
  const keys = [
    'item-000001/1/write/0',
    'item-000002/1/write/0',
    'item-000002/1/write/1',
    'item-000010/1/write/0',
  ];
  await as((tx) => reserveMany(tx, { runId, month: someMonth, calls: keys.map((key) => call(key)) }));
  const answer = { provider: 'openai', model: 'gpt-5.4-mini', requestDigest: '', response: {}, latencyMs: 1 };
  const usage = { inputTokens: 60, outputTokens: 30 };
  for (const callKey of ['item-000001/1/write/0', 'item-000002/1/write/1']) {
    await as((tx) => recordProviderCall(tx, { runId, callKey, ...answer, ...usage }));
  }
  const range = { from: 'item-000002', to: 'item-000010' };
  await as(async (tx) => {
    await settleAnsweredCalls(tx, runId, range);
    await releaseAll(tx, runId, range);
  });
  expect(await readAccounts(runId)).toMatchObject({ reserved_tokens: 200, spent_tokens: 90 });
  const states = await database.ownerSql`
    select state from budget_ledger where run_id = ${runId} order by call_key collate "C"
  `;
  expect(states.map(({ state }) => state)).toEqual(['reserved', 'released', 'settled', 'reserved']);
});

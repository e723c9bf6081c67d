import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { expectTrueResult } from '../support/auto-train-expected-result.ts';
import { allAccepted, countAccepted, readBooks, untilAccepted } from '../support/auto-train-rows.ts';
import { printMeasured } from '../support/print-measured.ts';
import { simulatorAdmin, type SimulatorCall } from '@understudy/stack/testing/simulator-client';

/** Faults of a provider are faults for everybody, so these tests have a stack of their own. */
let stack: TestStack;
let owner: Sql;
let admin: ReturnType<typeof simulatorAdmin>;
beforeAll(async () => {
  stack = await startStack({ environment: { OPENAI_TIMEOUT_MS: '5000' } });
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  admin = simulatorAdmin(stack.simulatorUrl);
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(() => admin.reset());

const ensemble = [{ model: 'gpt-5.4-mini' }];

/** Seconds of the `Retry-After` in these tests. */
const retryAfter = 2;
/** Milliseconds that a call may be on its way, or an answer on its way back: these calls could not have known. */
const onTheWayMs = 700;

/**
 * Calls that were made before the provider had said that it may be asked again, by somebody who could know: the same
 * call once more, or another one that began when the answer had long come.
 */
function tooEarly(calls: readonly SimulatorCall[]): SimulatorCall[] {
  const mayReturnAt = new Map<string, number>();
  return calls.filter(({ at, status, early_by_ms: early, request_digest: digest }) => {
    const arrived = Date.parse(at);
    const isAgain = arrived < (mayReturnAt.get(digest ?? '') ?? 0);
    if (status === 429) mayReturnAt.set(digest ?? '', arrived + retryAfter * 1000);
    return isAgain || ((early ?? 0) > 0 && (early ?? 0) < retryAfter * 1000 - onTheWayMs);
  });
}

/** Milliseconds after a rate limit was answered at which the last call came that had not begun to be told. */
const lastAfterMs = (calls: readonly SimulatorCall[]) =>
  Math.max(0, ...calls.flatMap(({ early_by_ms: early }) => (early ? [retryAfter * 1000 - early] : [])));

describe('a provider that fails at random', () => {
  it('with 20 % rate limits, 5 % errors and 2 % garbled answers: all examples, and it is never asked too soon', async () => {
    // Each rule is asked when those before it have not fired: shares of what is left, so that they are shares of all.
    await admin.inject({ kind: 'rate_limit', probability: 0.2, seed: 1, retry_after: retryAfter });
    await admin.inject({ kind: 'server_error', probability: 0.05 / 0.8, seed: 2 });
    await admin.inject({ kind: 'malformed_json', probability: 0.01 / 0.75, seed: 3 });
    await admin.inject({ kind: 'malformed_output', probability: 0.01 / 0.74, seed: 4 });
    await admin.latency(50);
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 200, concurrency: 20, ensemble });
    const ended = await user.runEnded(run.id, 170_000);
    const { calls, total } = await admin.calls();
    const faults = Map.groupBy(calls, ({ fault }) => fault ?? 'none');
    const counted = [...faults].map(([fault, same]) => `${fault} ${same.length}`);
    printMeasured(
      `${total} calls: ${counted.join(', ')}; the last one on its way came ${lastAfterMs(calls)} ms after it`,
    );
    expect(ended).toMatchObject({ status: 'completed' });
    for (const kind of ['rate_limit', 'server_error']) expect(faults.get(kind)?.length).toBeGreaterThan(5);
    expect(tooEarly(calls)).toEqual([]);
    const books = await readBooks(owner, id);
    expect(books).toMatchObject(allAccepted(200));
    await expectTrueResult(owner, id, await batchesOf(user).result(id));
  });

  it('with nothing but rate limits for a while: it is asked again when it said, and not before', async () => {
    await admin.inject({ kind: 'rate_limit', times: 30, retry_after: retryAfter });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 20, concurrency: 10, ensemble });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    const { calls } = await admin.calls();
    expect(calls.filter(({ status }) => status === 429)).toHaveLength(30);
    expect(tooEarly(calls)).toEqual([]);
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(20));
  });
});

describe('a provider that refuses for good', () => {
  it.each([
    ['invalid_api_key', 'provider_key_rejected', /rejected the API key.*OPENAI_API_KEY/],
    ['quota_exhausted', 'provider_quota_exhausted', /no credit left/],
    ['model_not_found', 'provider_model_unavailable', /does not offer the model/],
  ])('%s fails the batch within seconds, says what to do, and a retry works', async (kind, code, message) => {
    await admin.latency(100);
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start({ num_examples: 60, concurrency: 5, ensemble });
    await untilAccepted(owner, id, 5);
    await admin.inject({ kind, times: null });
    const ended = await user.runEnded(run.id, 30_000);
    expect(ended).toMatchObject({ status: 'failed', error: { code } });
    expect(ended.error?.message).toMatch(message);
    const kept = await countAccepted(owner, id);
    expect(kept).toBeGreaterThanOrEqual(5);
    const result = await batches.result(id);
    expect(result.successful).toBe(kept);
    await expectTrueResult(owner, id, result);

    await admin.clearFaults();
    await batches.steer(run.id, 'retry');
    const again = await user.runUntil(run.id, ({ status }) => status === 'completed');
    expect(again).toMatchObject({ attempt: 2, error: null });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(60));
  });
});

describe('a provider that is down for 20 seconds', () => {
  it('is waited for, and the batch completes', async () => {
    await admin.latency(100);
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 60, concurrency: 5, ensemble });
    await untilAccepted(owner, id, 15);
    await admin.inject({ kind: 'unavailable', times: null });
    await wait(20_000);
    expect(await user.run(run.id)).toMatchObject({ status: 'running' });
    const during = await countAccepted(owner, id);
    expect(during).toBeLessThan(60);
    await admin.clearFaults();
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed', attempt: 1 });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(60));
    await expectTrueResult(owner, id, await batchesOf(user).result(id));
  });
});

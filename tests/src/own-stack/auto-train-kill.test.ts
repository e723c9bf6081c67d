import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newUser } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { expectTrueResult } from '../support/auto-train-expected-result.ts';
import { allAccepted, countAccepted, readBooks, untilAccepted } from '../support/auto-train-rows.ts';
import { printMeasured } from '../support/print-measured.ts';
import { countRepeated, simulatorAdmin } from '@understudy/stack/testing/simulator-client';

/** Processes are killed here, so these tests have a stack of their own. What is killed is started again by the stack. */
let stack: TestStack;
let owner: Sql;
beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});
beforeEach(() => simulatorAdmin(stack.simulatorUrl).reset());

const numExamples = 200;
const concurrency = 20;
const latencyMs = 200;

type Killed = Parameters<TestStack['process']>[0];

/**
 * Runs a batch, kills a process by SIGKILL each time that a share of the examples is there, and checks everything that
 * must hold after it: the exact number, each once, every call paid for and settled, and nothing asked again but what
 * was under way.
 */
async function expectExactlyOnce(name: Killed, shares: readonly number[]): Promise<void> {
  const admin = simulatorAdmin(stack.simulatorUrl);
  await stack.process('worker').ready;
  await admin.latency(latencyMs);
  const user = await newUser(stack);
  const { id, run } = await batchesOf(user).start({
    num_examples: numExamples,
    concurrency,
    ensemble: [{ model: 'gpt-5.4-mini' }],
  });
  for (const share of shares) {
    await untilAccepted(owner, id, Math.ceil(numExamples * share));
    expect(await countAccepted(owner, id)).toBeLessThan(numExamples);
    await stack.process(name).kill('SIGKILL');
    await stack.process(name).ready;
  }
  expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed', attempt: 1 });

  expect(await readBooks(owner, id)).toMatchObject(allAccepted(numExamples));
  const result = await batchesOf(user).result(id);
  expect(result).toMatchObject({ total_requested: numExamples, successful: numExamples, failed: 0 });
  await expectTrueResult(owner, id, result);
  const announced = await owner`
    select item ->> 'index' as index from run_events, jsonb_array_elements(data -> 'items') as item
    where run_id = ${run.id} and type = 'item_completed'
  `;
  expect(announced).toHaveLength(numExamples);
  expect(new Set(announced.map(({ index }) => String(index))).size).toBe(numExamples);

  const { calls } = await admin.calls();
  const repeated = countRepeated(calls);
  printMeasured(
    `${name} killed at ${shares.join(', ')}: ${calls.length} calls, ${repeated} of them repeated`,
  );
  expect(repeated).toBeLessThanOrEqual(concurrency * shares.length);
}

describe('kill -9 of the worker in a batch of 200 examples', () => {
  it.each([0.25, 0.5, 0.75])(
    'when %d of them are there: exactly the number that was asked for, each once',
    (share) => expectExactlyOnce('worker', [share]),
  );

  it('at a quarter, at half and at three quarters of the same batch', () =>
    expectExactlyOnce('worker', [0.25, 0.5, 0.75]));
});

describe('kill -9 of what the worker stands on, at half of a batch', () => {
  it.each(['postgres', 'temporal', 'api'] as const)(
    '%s: exactly the number that was asked for, each once',
    (name) => expectExactlyOnce(name, [0.5]),
  );
});

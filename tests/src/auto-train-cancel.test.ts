import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { expectTrueResult } from './support/auto-train-expected-result.ts';
import { allAccepted, balanced, countAccepted, readBooks, untilAccepted } from './support/auto-train-rows.ts';
import { printMeasured } from './support/print-measured.ts';
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

/** Milliseconds that a cancellation may take, from the request to the status. */
const limitMs = 3_000;
/** Milliseconds for which calls may still begin: until the lanes know, which they ask for four times a second. */
const newWorkMs = 500;

describe('cancelling a batch at half', () => {
  it.each([
    { latencyMs: 200, numExamples: 500 },
    { latencyMs: 3_000, numExamples: 60 },
  ])(
    'with $latencyMs ms for each call: stops within 3 s, keeps what was accepted, stores nothing afterwards',
    async ({ latencyMs, numExamples }) => {
      await admin.latency(latencyMs);
      const user = await newUser(stack);
      const batches = batchesOf(user);
      const { id, run } = await batches.start({
        num_examples: numExamples,
        concurrency: 20,
        ensemble: [{ model: 'gpt-5.4-mini' }],
      });
      await untilAccepted(owner, id, numExamples / 2);
      const before = await countAccepted(owner, id);
      const askedAt = performance.now();
      const askedOn = Date.now();
      await batches.steer(run.id, 'cancel');
      const ended = await user.runUntil(run.id, ({ status }) => status === 'cancelled', 10_000);
      const took = performance.now() - askedAt;
      printMeasured(`cancelled at ${latencyMs} ms a call: ${Math.round(took)} ms`);
      expect(took).toBeLessThan(limitMs);
      const { calls: made } = await admin.calls();
      const lastCall = Math.max(...made.map(({ at }) => Date.parse(at))) - askedOn;
      printMeasured(`the last call began ${lastCall} ms after the cancellation`);
      expect(lastCall).toBeLessThan(newWorkMs);

      const books = await readBooks(owner, id);
      expect(books).toMatchObject({ ...balanced, examples: books.accepted, failed: 0 });
      expect(books.accepted).toBeGreaterThanOrEqual(before);
      expect(books.accepted).toBeLessThan(numExamples);
      expect(ended.progress.message).toBe(
        `Cancelled. ${books.accepted} of ${numExamples} examples are there and are kept.`,
      );
      const result = await batches.result(id);
      expect(result).toMatchObject({ total_requested: numExamples, successful: books.accepted });
      await expectTrueResult(owner, id, result);

      const { total: calls } = await admin.calls();
      await wait(latencyMs + 2_000);
      expect(await readBooks(owner, id)).toEqual(books);
      expect(await batches.result(id)).toEqual(result);
      expect(await admin.calls()).toMatchObject({ total: calls, in_flight: 0 });
    },
  );

  it('that has hardly begun leaves no example behind, and says what its calls have cost', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    await admin.latency(500);
    const { id, run } = await batches.start({ num_examples: 20 });
    await batches.steer(run.id, 'cancel');
    await user.runUntil(run.id, ({ status }) => status === 'cancelled', 10_000);
    const { accepted } = await readBooks(owner, id);
    // Calls that were under way are answered and paid for, and used when the batch is retried.
    await wait(2_500);
    const books = await readBooks(owner, id);
    expect(books).toMatchObject({ ...balanced, accepted, examples: accepted });
    expect(books.spent_usd > 0).toBe(books.answers > 0);

    await batches.steer(run.id, 'retry');
    await user.runUntil(run.id, ({ status }) => status === 'completed');
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(20));
    const answered = (await admin.calls()).calls.filter(({ completed }) => completed);
    expect(countRepeated(answered)).toBe(0);
  });
});

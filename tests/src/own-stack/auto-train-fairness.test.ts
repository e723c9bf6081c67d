import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newUser } from '../support/api-client.ts';
import { batchesOf } from '../support/auto-train-batches.ts';
import { allAccepted, countAccepted, readBooks, untilAccepted } from '../support/auto-train-rows.ts';
import { printMeasured } from '../support/print-measured.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

const many = 2_000;
const few = 20;
/** Calls of all users together, all of which one batch may take as long as it is alone. */
const places = 40;
const latencyMs = 200;

let stack: TestStack;
let owner: Sql;
beforeAll(async () => {
  const environment = { AUTO_TRAIN_MAX_EXAMPLES: String(many), PROVIDER_CONCURRENCY: String(places) };
  stack = await startStack({ environment });
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});

/** Starts a batch of a new user. */
async function start(numExamples: number) {
  const user = await newUser(stack);
  const { id, run } = await batchesOf(user).start({
    num_examples: numExamples,
    concurrency: places,
    ensemble: [{ model: 'gpt-5.4-mini' }],
  });
  return { id, run, user };
}

async function timeOfSmall(): Promise<number> {
  const startedAt = performance.now();
  const { id, run, user } = await start(few);
  expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
  expect(await readBooks(owner, id)).toMatchObject(allAccepted(few));
  return performance.now() - startedAt;
}

it('a user with 20 examples does not wait for one with 2,000 who came before', async () => {
  const admin = simulatorAdmin(stack.simulatorUrl);
  await timeOfSmall();
  await admin.latency(latencyMs);
  const alone = await timeOfSmall();
  const big = await start(many);
  await untilAccepted(owner, big.id, places);
  const beside = await timeOfSmall();
  const done = await countAccepted(owner, big.id);
  printMeasured(
    `20 examples: ${Math.round(alone)} ms alone, ${Math.round(beside)} ms beside ${many} (${(beside / alone).toFixed(2)} times), of which ${done} were there then`,
  );
  expect(done).toBeLessThan(many / 2);
  expect(await big.user.runEnded(big.run.id)).toMatchObject({ status: 'completed' });
  expect(await readBooks(owner, big.id)).toMatchObject(allAccepted(many));
});

it('a user with 20 examples does not wait for one with ten batches', async () => {
  const admin = simulatorAdmin(stack.simulatorUrl);
  await admin.latency(latencyMs);
  const alone = await timeOfSmall();
  const busy = await newUser(stack);
  const wanted = { num_examples: many / 4, concurrency: places, ensemble: [{ model: 'gpt-5.4-mini' }] };
  const batches = await Promise.all(Array.from({ length: 10 }, () => batchesOf(busy).start(wanted)));
  await untilAccepted(owner, batches[0]?.id ?? '', 1);
  const beside = await timeOfSmall();
  const counts = await Promise.all(batches.map(({ id }) => countAccepted(owner, id)));
  const done = counts.reduce((sum, count) => sum + count, 0);
  const times = (beside / alone).toFixed(2);
  printMeasured(
    `20 examples: ${Math.round(alone)} ms alone, ${Math.round(beside)} beside ten batches (${times} times)`,
  );
  expect(done).toBeLessThan((many / 4) * 5);
  for (const { run } of batches) await batchesOf(busy).steer(run.id, 'cancel');
});

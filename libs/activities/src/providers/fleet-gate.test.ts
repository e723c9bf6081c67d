import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFleetGate, type FleetGate } from './fleet-gate.ts';

const never = new AbortController().signal;
let database: TestDatabase;
const gates: FleetGate[] = [];

const join = (
  ...limits: Parameters<typeof createFleetGate> extends [unknown, ...infer Rest] ? Rest : never
) => {
  const gate = createFleetGate(database.db, ...limits);
  gates.push(gate);
  return gate;
};
const passes = async (gate: FleetGate) => {
  const startedAt = performance.now();
  await gate.pass('openai', never);
  return performance.now() - startedAt;
};

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(async () => {
  await Promise.all(gates.map((gate) => gate.end()));
  await database.close();
});

it('keeps every worker from a provider that one was told to leave alone, those started later included', async () => {
  const [told, other] = [join(), join()];
  await expect.poll(() => listeners()).toBeGreaterThanOrEqual(2);
  told.close('openai', 1_500);
  await expect.poll(async () => (await database.ownerSql`select from fleet.provider_paces`).length).toBe(1);
  const late = join();
  await expect.poll(() => listeners()).toBeGreaterThanOrEqual(3);
  const waits = await Promise.all([told, other, late].map(passes));
  for (const waited of waits) expect(waited).toBeGreaterThan(300);
  await expect(late.pass('huggingface', never)).resolves.toBeUndefined();
});

it('shares one rate out between all workers', async () => {
  const perMinute = 60 * 40;
  const [one, other] = [join({ huggingface: perMinute }), join({ huggingface: perMinute })];
  const startedAt = performance.now();
  const calls = 100;
  await Promise.all(
    Array.from({ length: calls }, (_, call) => (call % 2 === 0 ? one : other).admit('huggingface', never)),
  );
  // A second's worth, 40, comes at once; the other 60 take a second and a half at 40 a second.
  expect(performance.now() - startedAt).toBeGreaterThan(1_400);
});

async function listeners(): Promise<number> {
  const rows =
    await database.ownerSql`select from pg_stat_activity where query ilike 'listen%provider_pauses%'`;
  return rows.length;
}

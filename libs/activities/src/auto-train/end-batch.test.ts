import { recordItems } from '@understudy/db/auto-train/record-items';
import { newId } from '@understudy/db/new-id';
import { getRunError } from '@understudy/db/runs/get-run-error';
import { failedItem, seedBatch } from '@understudy/db/testing/seed-auto-train';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { rejectionReasonTitles, type RejectionReason } from '@understudy/domain/auto-train/rejection-reason';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endBatch } from './end-batch.ts';

/** Nobody trains: these batches have no examples to offer. */
const fineTuning = {
  adapterFor: () => {
    throw new UnderstudyError('provider_model_unavailable', 'Nobody trains here.');
  },
  pollSeconds: 1,
  stuckAfterSeconds: 1,
  patienceSeconds: 1,
};
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

const cases: [string, RejectionReason[], RejectionReason][] = [
  ['provider_refused_content', ['refused', 'refused'], 'refused'],
  ['provider_refused_content', ['unusable_answer', 'refused', 'refused'], 'refused'],
  ['provider_answer_invalid', ['refused', 'unusable_answer', 'unusable_answer'], 'unusable_answer'],
  ['provider_unavailable', ['provider_failed', 'refused', 'provider_failed'], 'provider_failed'],
  ['provider_answer_invalid', ['judge_below_quality'], 'judge_below_quality'],
];
it.each(cases)('fails with %s where items were given up by %j', async (code, reasons, most) => {
  const userId = newId();
  const seeded = await database.db.asUser(userId, async (tx) => {
    const batch = await seedBatch(tx, { numExamples: reasons.length });
    await recordItems(
      tx,
      batch.batchId,
      reasons.map((reason, index) => failedItem(index, { reason })),
    );
    return batch;
  });
  const ended = { userId, ...seeded, attempt: 1, outcome: 'completed' as const };
  expect(await endBatch({ database: database.db, fineTuning }, ended)).toMatchObject({ status: 'failed' });
  const error = await database.db.asUser(userId, (tx) => getRunError(tx, seeded.runId));
  expect(error?.code).toBe(code);
  expect(error?.message).toContain(`No example came of it. ${rejectionReasonTitles[most]}`);
});

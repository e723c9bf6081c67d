import { prepareFineTune } from '@understudy/activities/fine-tune/prepare-fine-tune';
import { queueFineTuneJob } from '@understudy/activities/fine-tune/queue-fine-tune-job';
import { newId } from '@understudy/db/new-id';
import { seedAvatar } from '@understudy/db/testing/seed';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { fineTuneEstimateSchema } from '@understudy/domain/fine-tune/contracts/estimate';
import { fineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/job';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let avatarId: string;
const user = 'ada';
const base_model = 'gpt-4o-mini-2024-07-18';

/** 14 good examples, 6 useful ones and 4 that teach more harm than good. */
const qualities = [
  ...Array<number>(14).fill(0.9),
  ...Array<number>(6).fill(0.5),
  ...Array<number>(4).fill(0.2),
];

beforeAll(async () => {
  api = await startTestApi();
  avatarId = await api.database.db.asUser(user, seedAvatar);
  for (const [index, quality] of qualities.entries()) {
    await api.database.ownerSql`
      insert into avatar_training_examples (id, user_id, avatar_id, instruction, response, pattern_type, quality_score,
        source, content_digest)
      values (${newId()}, ${user}, ${avatarId}, ${`Question ${index} about ${index * 31}`},
        ${`Answer ${index * 17} of many`}, 'answer', ${quality}, 'manual', ${String(index)})`;
  }
});
afterAll(() => api.close());

async function queueJob(selection: object): Promise<string> {
  const { runId } = await api.database.db.asUser(user, (tx) =>
    queueFineTuneJob(tx, {
      userId: user,
      avatarId,
      request: createFineTuneJobSchema.parse({ base_model, selection }),
      simulatedProvider: true,
      idempotencyKey: newId(),
      requestDigest: 'digest',
    }),
  );
  return runId;
}

function prepareJob(jobId: string): Promise<void> {
  const reference = { userId: user, runId: jobId, jobId, attempt: 1 };
  return prepareFineTune(api.dependencies, reference, new AbortController().signal);
}

describe('the quality filter', () => {
  test.each([
    [{ quality: 'require' }, 14, { low_quality: 10 }],
    [{ quality: 'require', min_quality: 0.4 }, 20, { low_quality: 4 }],
    [{ quality: 'prefer' }, 20, { low_quality: 4 }],
    [{ quality: 'ignore' }, 24, {}],
  ])(
    'asked for as %j leaves %i examples, in the estimate and in the job’s report',
    async (filter, kept, leftOut) => {
      const selection = { ...filter, validation_share: 0 };
      const estimated = await api.request(`/api/avatars/${avatarId}/fine-tune/estimate`, {
        method: 'POST',
        user,
        json: { base_model, selection },
      });
      const estimate = fineTuneEstimateSchema.parse(await estimated.json());
      expect(estimate).toMatchObject({ examples: kept, left_out: leftOut });

      const jobId = await queueJob(selection);
      await prepareJob(jobId);
      const answer = await api.request(`/api/fine-tune-jobs/${jobId}`, { user });
      const job = fineTuneJobSchema.parse(await answer.json());
      expect(job.training_examples_count).toBe(kept);
      expect(job.data_report).toMatchObject({ considered: 24, training: kept, left_out: leftOut });
    },
  );

  test('that leaves too few is refused with how many it leaves out', async () => {
    const selection = { quality: 'require', min_quality: 0.95 } as const;
    const jobId = await queueJob(selection);
    await expect(prepareJob(jobId)).rejects.toThrow(
      /0 examples can be used; 10 are needed. Left out: 24 low quality/,
    );
  });
});

import { insertChatMessage } from '@understudy/db/chat/insert-chat-message';
import { createPromptVersion } from '@understudy/db/prompt-versions/create-prompt-version';
import { ratePromptVersion } from '@understudy/db/prompt-versions/rate-prompt-version';
import { getSchedule } from '@understudy/db/fine-tune-schedules/get-schedule';
import { putSchedule } from '@understudy/db/fine-tune-schedules/put-schedule';
import { describeVersion, seedSession } from '@understudy/db/testing/seed';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { putScheduleSchema } from '@understudy/domain/fine-tune-schedules/schedule';
import { UnderstudyError } from '@understudy/domain/errors/understudy-error';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenAIFineTuneAdapter } from '../fine-tune/adapters/openai-adapter.ts';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { collectChatExamples } from './collect-chat-examples.ts';
import { startScheduledJob } from './start-scheduled-job.ts';

let database: TestDatabase;
let avatarId: string;
let versionId: string;
let scheduleId: string;
const userId = 'ada';
const never = new AbortController().signal;

const openai = createOpenAIFineTuneAdapter({
  apiKey: 'none',
  baseUrl: 'http://127.0.0.1:1/v1',
  simulated: true,
  timeoutMs: 100,
  maxRetries: 0,
});
const fineTuning: FineTuneSettings = {
  adapterFor(provider) {
    if (provider === 'openai') return openai;
    throw new UnderstudyError('provider_model_unavailable', `${provider} is not set up here.`);
  },
  pollSeconds: 1,
  stuckAfterSeconds: 60,
  patienceSeconds: 60,
};

const topics = [
  'football',
  'the weather in Lisbon',
  'my sister',
  'a new bicycle',
  'the exam on Friday',
  'pancakes',
];
const wordsOf = (index: number) => {
  const topic = topics[index % topics.length] ?? '';
  return {
    message: `Tell me number ${String(index)} about ${topic}, please, in one sentence?`,
    reply: `Well, ${topic} is what I think about at ${String(index)} o’clock, and ${String(index * 7)} times a day.`,
  };
};

/** Has the avatar answered and been rated. */
async function talk(words: { message: string; reply: string }, rating: number): Promise<void> {
  await database.db.asUser(userId, async (tx) => {
    const { id: chatMessageId } = await insertChatMessage(tx, {
      avatarId,
      promptVersionId: versionId,
      ...words,
      model: 'simulated',
      provider: 'openai',
      simulatedProvider: true,
      fallback: null,
      inputTokens: 1,
      outputTokens: 1,
    });
    await ratePromptVersion(tx, { promptVersionId: versionId, chatMessageId, rating, comment: null });
  });
}

const reference = () => ({ userId, avatarId, scheduleId });
const look = async (key: string) => {
  await collectChatExamples(database.db, reference(), never);
  return await startScheduledJob({ database: database.db, fineTuning }, { ...reference(), key });
};
const schedule = () => database.db.asUser(userId, (tx) => getSchedule(tx, avatarId));
const jobs = () => database.ownerSql`select * from avatar_fine_tune_jobs order by id`;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.asUser(userId, async (tx) => {
    const session = await seedSession(tx);
    avatarId = session.avatarId;
    ({ id: versionId } = await createPromptVersion(tx, describeVersion(session)));
    const job = createFineTuneJobSchema.parse({
      base_model: 'gpt-4o-mini-2024-07-18',
      activate_when_done: true,
    });
    const wanted = putScheduleSchema.parse({ cadence: 'daily', minimum_new_examples: 12, job });
    scheduleId = await putSchedule(tx, avatarId, wanted);
  });
});
afterAll(() => database.close());

describe('a look of a schedule', () => {
  it('skips, with how many of how many are there, and turns each answer into an example once', async () => {
    for (let index = 0; index < 5; index += 1) await talk(wordsOf(index), 5);
    await talk(wordsOf(90), 3);
    const { message, reply } = wordsOf(1);
    await talk({ message: message.toUpperCase(), reply: reply.toUpperCase() }, 5);
    expect(await schedule()).toMatchObject({ new_examples: 6 });
    expect(await look('one')).toEqual({ outcome: 'skipped', jobId: null });
    expect(await look('two')).toEqual({ outcome: 'skipped', jobId: null });
    const examples = await database.ownerSql`select source, quality_score from avatar_training_examples`;
    expect(examples.map(({ source, quality_score: quality }) => ({ source, quality }))).toEqual(
      Array.from({ length: 5 }, () => ({ source: 'chat', quality: 1 })),
    );
    expect(await schedule()).toMatchObject({
      new_examples: 5,
      last_firing: {
        outcome: 'skipped',
        new_examples: 5,
        needed_examples: 12,
        message: 'Skipped: 5 of 12 new well-rated chat answers are there.',
      },
    });
  });

  it('starts one job when there are enough, however often the same execution is repeated', async () => {
    for (let index = 5; index < 13; index += 1) await talk(wordsOf(index), 4);
    const first = await look('three');
    expect(first.outcome).toBe('started');
    expect(await look('three')).toEqual(first);
    expect(await jobs()).toMatchObject([
      { id: first.jobId, base_model: 'gpt-4o-mini-2024-07-18', activate_when_done: true },
    ]);
    expect(await schedule()).toMatchObject({
      new_examples: 0,
      last_job_id: first.jobId,
      last_firing: { outcome: 'started', new_examples: 13, fine_tune_job_id: first.jobId },
    });
    const told = await database.ownerSql`select kind from notifications`;
    expect(told).toMatchObject([{ kind: 'fine_tune_schedule_started' }]);
  });

  it('does not start a second job while one is under way, nor with answers that were used', async () => {
    for (let index = 20; index < 33; index += 1) await talk(wordsOf(index), 5);
    expect((await look('four')).outcome).toBe('skipped');
    expect((await schedule()).last_firing?.message).toMatch(/under way/);
    await database.ownerSql`update avatar_fine_tune_jobs set status = 'succeeded', fine_tuned_model = 'ft:ash'`;
    expect((await look('five')).outcome).toBe('started');
    await database.ownerSql`update avatar_fine_tune_jobs set status = 'succeeded'`;
    expect((await look('six')).outcome).toBe('skipped');
    expect(await jobs()).toHaveLength(2);
  });

  it('takes the settings of the last job where it has none of its own, and says what it cannot do', async () => {
    const put = (json: object) =>
      database.db.asUser(userId, (tx) => putSchedule(tx, avatarId, putScheduleSchema.parse(json)));
    await put({ cadence: 'daily', minimum_new_examples: 1 });
    await talk(wordsOf(50), 5);
    const { jobId } = await look('seven');
    const [, , third] = await jobs();
    expect(third).toMatchObject({ id: jobId, base_model: 'gpt-4o-mini-2024-07-18' });
    await database.ownerSql`update avatar_fine_tune_jobs set status = 'succeeded', provider = 'together'`;
    await talk(wordsOf(51), 5);
    expect((await look('eight')).outcome).toBe('failed');
    expect((await schedule()).last_firing?.message).toBe('together is not set up here.');
  });

  it('is nothing where the schedule was deleted', async () => {
    const gone = { ...reference(), scheduleId: '0198a000-0000-7000-8000-000000000009' };
    expect(await collectChatExamples(database.db, gone, never)).toBeNull();
    const looked = await startScheduledJob({ database: database.db, fineTuning }, { ...gone, key: 'x' });
    expect(looked.outcome).toBe('gone');
  });
});

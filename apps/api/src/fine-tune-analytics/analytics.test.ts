import { createFineTuneJob } from '@understudy/db/fine-tune/create-fine-tune-job';
import { newId } from '@understudy/db/new-id';
import { createPromptVersion } from '@understudy/db/prompt-versions/create-prompt-version';
import { describeVersion, seedAvatar, seedSession } from '@understudy/db/testing/seed';
import { createFineTuneJobSchema } from '@understudy/domain/fine-tune/contracts/create-job';
import { analyticsSchema, type Analytics } from '@understudy/domain/fine-tune-analytics/analytics';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let avatarId: string;
let otherAvatarId: string;
const user = 'ada';
const tuned = 'ft:ash';

beforeAll(async () => {
  api = await startTestApi();
  await setUp(user);
  await setUp('bob');
});
afterAll(() => api.close());

/** Two jobs, of which one has made a model in an hour, and three messages around midnight in Lisbon. */
async function setUp(owner: string): Promise<void> {
  const { db, ownerSql: sql } = api.database;
  const jobIds = [newId(), newId()];
  const ids = await db.asUser(owner, async (tx) => {
    const session = await seedSession(tx);
    const [ash, misty] = [session.avatarId, await seedAvatar(tx)];
    const version = await createPromptVersion(tx, describeVersion(session));
    for (const jobId of jobIds) {
      await createFineTuneJob(tx, {
        jobId,
        avatarId: ash,
        title: 'Fine-tune Ash',
        request: createFineTuneJobSchema.parse({ base_model: 'gpt-4o' }),
        seed: 1,
        suffix: 'ash',
        idempotencyKey: jobId,
        requestDigest: 'digest',
        simulatedProvider: true,
      });
    }
    return { ash, misty, versionId: version.id };
  });
  if (owner === user) [avatarId, otherAvatarId] = [ids.ash, ids.misty];
  const [done = '', failed = ''] = jobIds;
  await sql`
    update avatar_fine_tune_jobs set status = 'succeeded', fine_tuned_model = ${tuned}, trained_tokens = 3000,
      actual_cost = 0.09, created_at = '2026-07-01T22:30:00Z', finished_at = '2026-07-01T23:30:00Z' where id = ${done}`;
  await sql`
    update avatar_fine_tune_jobs set status = 'failed', created_at = '2026-07-02T12:00:00Z',
      finished_at = '2026-07-02T12:01:00Z' where id = ${failed}`;
  // Lisbon is an hour ahead of UTC in July: 23:30 there is still the first, 00:30 is the second.
  for (const [at, model, fallback, rating] of [
    ['2026-07-01T22:30:00Z', tuned, null, 5],
    ['2026-07-01T23:30:00Z', tuned, null, 4],
    ['2026-07-01T23:40:00Z', 'gpt-4o', `${tuned} did not answer`, 1],
  ] as const) {
    const id = newId();
    await sql`
      insert into chat_messages (id, user_id, avatar_id, prompt_version_id, message, reply, model, provider,
        simulated_provider, fallback, input_tokens, output_tokens, created_at)
      values (${id}, ${owner}, ${ids.ash}, ${ids.versionId}, 'Hi', 'Hey', ${model}, 'openai', true, ${fallback}, 100, 10, ${at})`;
    await sql`
      insert into prompt_version_ratings (id, user_id, prompt_version_id, chat_message_id, rating)
      values (${newId()}, ${owner}, ${ids.versionId}, ${id}, ${rating})`;
  }
  await sql`
    insert into avatar_fine_tune_usage (avatar_id, model, usage_date, user_id, messages_count, estimated_cost)
    values (${ids.ash}, ${tuned}, '2026-07-01', ${owner}, 2, 0.002)`;
}

async function ask(query: Record<string, string>): Promise<Analytics> {
  const asked = new URLSearchParams({ from: '2026-07-01', to: '2026-07-02', ...query });
  const response = await api.request(`/api/fine-tune/analytics?${asked.toString()}`, { user });
  expect(response.status).toBe(200);
  return analyticsSchema.parse(await response.json());
}

describe('analytics', () => {
  test('count the user’s own rows by the days of a time zone', async () => {
    const found = await ask({ time_zone: 'Europe/Lisbon' });
    expect(found.jobs).toEqual([
      { provider: 'openai', status: 'failed', jobs: 1 },
      { provider: 'openai', status: 'succeeded', jobs: 1 },
    ]);
    // It ended at half past midnight in Lisbon.
    expect(found.training).toEqual([{ date: '2026-07-02', jobs: 1, trained_tokens: 3000, cost: 0.09 }]);
    const answers = { messages: 1, input_tokens: 100, output_tokens: 10 };
    expect(found.chat).toEqual(
      [
        { date: '2026-07-01', model: tuned, tuned: true, ...answers, fallbacks: 0 },
        { date: '2026-07-02', model: tuned, tuned: true, ...answers, fallbacks: 0 },
        { date: '2026-07-02', model: 'gpt-4o', tuned: false, ...answers, fallbacks: 1 },
      ].sort((one, other) => one.date.localeCompare(other.date) || one.model.localeCompare(other.model)),
    );
    expect(found.ratings).toEqual([
      { model: tuned, ratings: 2, average: 4.5 },
      { model: 'gpt-4o', ratings: 1, average: 1 },
    ]);
    expect(found.time_to_model).toEqual({
      jobs: 1,
      average_seconds: 3600,
      median_seconds: 3600,
      longest_seconds: 3600,
    });
    expect(found.usage_cost).toEqual([{ date: '2026-07-01', model: tuned, messages: 2, cost: 0.002 }]);
    expect(found.totals).toEqual({
      jobs: 2,
      training_cost: 0.09,
      trained_tokens: 3000,
      messages: 3,
      usage_cost: 0.002,
    });
  });

  test('are those of other days in another time zone, and of nothing for another avatar', async () => {
    const utc = await ask({});
    expect(new Set(utc.chat.map(({ date }) => date))).toEqual(new Set(['2026-07-01']));
    expect(utc.training[0]?.date).toBe('2026-07-01');
    const first = await ask({ from: '2026-07-01', to: '2026-07-01', time_zone: 'Europe/Lisbon' });
    expect(first.totals).toMatchObject({ jobs: 1, messages: 1, training_cost: 0 });
    expect((await ask({ avatar_id: otherAvatarId })).totals).toMatchObject({ jobs: 0, messages: 0 });
    expect((await ask({ avatar_id: avatarId })).totals).toMatchObject({ jobs: 2, messages: 3 });
  });

  test.each([
    ['from=2026-07-02&to=2026-07-01', /from must not be after to/],
    ['from=2024-01-01&to=2026-07-01', /At most 366 days/],
    ['from=2026-07-01&to=2026-07-01&time_zone=Middle%2FEarth', /IANA name/],
    ["from=2026-07-01&to=2026-07-01&time_zone=UTC'--", /IANA name/],
  ])('refuse %s', async (query, reason) => {
    const response = await api.request(`/api/fine-tune/analytics?${query}`, { user });
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toMatch(reason);
  });
});

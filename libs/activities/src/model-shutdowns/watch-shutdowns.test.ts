import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chooseModels } from '../chat/choose-models.ts';
import { availableModels } from '../chat/available-models.ts';
import { seedEverything } from '@understudy/db/testing/seed';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpenAIFineTuneAdapter } from '../fine-tune/adapters/openai-adapter.ts';
import type { FineTuneSettings } from '../fine-tune/fine-tune-reference.ts';
import { watchShutdowns } from './watch-shutdowns.ts';

/** What the provider answers when it is asked for the model. */
let answer: { status: number; shutdownDate: string | null };
const provider: Server = createServer((_request, response) => {
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  const body =
    answer.status === 200
      ? { id: 'm', object: 'model', created: 0, owned_by: 'us', shutdown_date: answer.shutdownDate }
      : { error: { message: 'The model does not exist', code: 'model_not_found' } };
  response.end(JSON.stringify(body));
});

let database: TestDatabase;
let fineTuning: FineTuneSettings;
let avatarId: string;
const userId = 'ada';

beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const { port } = provider.address() as AddressInfo;
  const openai = createOpenAIFineTuneAdapter({
    apiKey: 'none',
    baseUrl: `http://127.0.0.1:${String(port)}/v1`,
    simulated: true,
    timeoutMs: 2_000,
    maxRetries: 0,
  });
  fineTuning = { adapterFor: () => openai, pollSeconds: 1, stuckAfterSeconds: 60, patienceSeconds: 60 };
  database = await createTestDatabase();
  await database.db.asUser('bob', seedEverything);
  ({ avatarId } = await database.db.asUser(userId, seedEverything));
  // Bob has a tuned model, too, but answers with the base model.
  await database.ownerSql`update avatar_profiles set active_fine_tuned_model = 'ft:gpt-4o-mini:me', base_model = 'llama'`;
  await database.ownerSql`update avatar_profiles set use_fine_tuned_model = true where user_id = ${userId}`;
  await database.ownerSql`update avatar_fine_tune_jobs set fine_tuned_model = 'ft:gpt-4o-mini:me'`;
});
afterAll(async () => {
  provider.close();
  await database.close();
});
beforeEach(async () => {
  answer = { status: 200, shutdownDate: null };
  await database.ownerSql`delete from notifications`;
  await database.ownerSql`update avatar_fine_tune_jobs set shutdown_at = null`;
});

const watch = (date: string) =>
  watchShutdowns(
    { database: database.db, fineTuning, defaultModel: 'default' },
    new Date(`${date}T00:15:00Z`),
    new AbortController().signal,
  );
const told = async () =>
  (await database.ownerSql`select user_id, title, body from notifications order by id`).map((row) => ({
    user: String(row['user_id']),
    title: String(row['title']),
    body: String(row['body']),
  }));
const chosen = async (date: string) => {
  const models = await database.db.asUser(userId, (tx) => chooseModels(tx, avatarId));
  return availableModels(models, 'default', new Date(`${date}T00:15:00Z`));
};

describe('the watcher', () => {
  it('warns the owner of an active model 30, 7 and 1 days before and on the day, once each', async () => {
    for (const [date, warned] of [
      ['2026-12-14', 0],
      ['2026-12-15', 1],
      ['2026-12-16', 0],
      ['2027-01-07', 1],
      ['2027-01-08', 0],
      ['2027-01-13', 1],
      ['2027-01-14', 1],
      ['2027-01-15', 0],
    ] as const) {
      expect(await watch(date), date).toEqual({ looked: 1, warned });
    }
    const all = await told();
    expect(all.map(({ user }) => user)).toEqual([userId, userId, userId, userId]);
    expect(all[0]?.title).toBe('Ash’s model will be shut down in 30 days');
    expect(all[0]?.body).toMatch(
      /^OpenAI shuts ft:gpt-4o-mini:me down on 2027-01-14\. From then on llama answers/,
    );
    expect(all[3]?.title).toBe('Ash’s model has been shut down');
  });

  it('goes by what the provider says, and by its changes of mind', async () => {
    answer.shutdownDate = '2026-12-01';
    expect((await watch('2026-11-25')).warned).toBe(1);
    expect((await told())[0]?.body).toMatch(/on 2026-12-01.*own list of models/);
    expect((await chosen('2026-11-30')).asked?.name).toBe('ft:gpt-4o-mini:me');
    expect(await chosen('2026-12-01')).toMatchObject({ asked: null, base: { name: 'llama' } });
    answer.shutdownDate = null;
    await watch('2026-11-26');
    expect((await chosen('2026-12-01')).asked?.name).toBe('ft:gpt-4o-mini:me');
  });

  it('has the base model answer when the provider does not know the model any more, until it does again', async () => {
    answer.status = 404;
    expect((await watch('2026-11-25')).warned).toBe(1);
    expect((await watch('2026-11-26')).warned).toBe(0);
    expect((await chosen('2026-11-26')).fallback).toBe(
      'ft:gpt-4o-mini:me was shut down by its provider on 2026-11-25. llama answered in its place.',
    );
    answer.status = 200;
    await watch('2026-11-27');
    expect((await chosen('2026-11-27')).fallback).toBeNull();
  });

  it('keeps what is known where the provider cannot be asked', async () => {
    answer.shutdownDate = '2026-12-01';
    await watch('2026-11-25');
    answer.status = 500;
    await watch('2026-11-26');
    expect((await chosen('2026-12-01')).asked).toBeNull();
  });
});

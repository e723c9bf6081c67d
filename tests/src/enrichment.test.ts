import { conversationAnalysisSchemaName } from '@understudy/domain/enrichment/conversation-analysis';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf, type ApiClient } from './support/api-client.ts';
import { trainingFilesOf } from './support/training-files.ts';

const stack = sharedStack();
let owner: Sql;
let user: ApiClient;
let files: ReturnType<typeof trainingFilesOf>;
/** Enriched conversations, of 4 training pairs each. */
let ids: string[];

beforeAll(async () => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  user = await newUser(stack);
  files = trainingFilesOf(user);
  ids = await files.enriched(8, 4);
}, 120_000);
afterAll(() => owner.end({ timeout: 1 }));

it('labels every conversation, and writes a training pair for each reply of the avatar', async () => {
  const rows = await owner`
    select enrichment_status, persona, emotional_arc, training_topic, enrichment_quality as quality,
      enriched_pair_count as pairs, enriched_file_path as path
    from conversations where id in ${owner(ids)}`;
  expect(rows).toHaveLength(8);
  for (const row of rows) {
    expect(row).toMatchObject({ enrichment_status: 'completed', pairs: 4 });
    for (const label of [row['persona'], row['emotional_arc'], row['training_topic']])
      expect(label).toMatch(/^[a-z0-9]+(_[a-z0-9]+)+$/);
    expect(row['path']).toMatch(/^conversation-files\/.+\/enriched\.json$/);
  }
  const detail = await user.send('GET', `/api/conversations/${ids[0]}`);
  expect(detail.body).toMatchObject({
    metadata: { conversation_id: ids[0], avatar_speaker: 'Ash', total_training_pairs: 4 },
    training_pairs: [{ turn_number: 1 }, { turn_number: 2 }, { turn_number: 3 }, { turn_number: 4 }],
  });
});

it('enriches nothing twice unless it is forced to, and pays for each conversation once', async () => {
  const again = await user.send('POST', '/api/enrichments', { conversation_ids: ids });
  expect(problemOf(again)).toMatchObject({ status: 409, code: 'conflict' });
  const forced = await files.enrich({ conversation_ids: ids.slice(0, 2), force: true });
  expect(forced).toMatchObject({ run: { status: 'completed' }, counts: { total: 2, completed: 2 } });
  expect(forced.cost.spent_usd).toBeGreaterThan(0);
  const [paid] = await owner`
    select count(*)::int as calls, count(distinct call_key)::int as keys from provider_calls
    where run_id = ${forced.id}`;
  expect(paid).toEqual({ calls: 2, keys: 2 });
  const [left] = await owner`select count(*)::int as open from budget_ledger
    where run_id = ${forced.id} and state <> 'settled'`;
  expect(left).toEqual({ open: 0 });
});

it('says what to do about a conversation in which the avatar answers nobody, and goes on with the others', async () => {
  const [silent, fine] = await files.converse(2, 3);
  await owner`update conversations set avatar_speaker = 'Brock' where id = ${silent?.conversation_id ?? ''}`;
  const done = await files.enrich({ conversation_ids: [silent?.conversation_id, fine?.conversation_id] });
  expect(done.run.status).toBe('completed_with_errors');
  expect(done.failed).toMatchObject([
    { conversation_id: silent?.conversation_id, error: { code: 'nothing_to_train_on' } },
  ]);
  expect(done.failed[0]?.error.message).toContain('“Brock” writes nothing');
  await owner`update conversations set avatar_speaker = 'Ash' where id = ${silent?.conversation_id ?? ''}`;
  await user.send('POST', `/api/runs/${done.id}/retry`);
  await user.runEnded(done.id);
  const [row] =
    await owner`select enrichment_status from conversations where id = ${silent?.conversation_id ?? ''}`;
  expect(row).toEqual({ enrichment_status: 'completed' });
});

it('pays for an analysis that the model declines', async () => {
  const admin = simulatorAdmin(stack.simulatorUrl);
  await admin.inject({ kind: 'refusal', times: null, match: { schema: conversationAnalysisSchemaName } });
  const [conversation] = await files.converse(1, 2);
  const done = await files.enrich({ conversation_ids: [conversation?.conversation_id] });
  await admin.reset();
  expect(done.failed).toMatchObject([{ error: { code: 'provider_refused_content' } }]);
  const [paid] = await owner`
    select count(*)::int as calls, min(settled_tokens)::int as tokens from budget_ledger where run_id = ${done.id}`;
  expect(paid).toMatchObject({ calls: 1, tokens: expect.any(Number) });
  expect(paid?.['tokens']).toBeGreaterThan(20);
});

import { autoTrainRejectionSchema } from '@understudy/domain/auto-train/auto-train-item';
import { pageOf } from '@understudy/domain/http/page';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { expectTrueResult } from './support/auto-train-expected-result.ts';
import { allAccepted, balanced, readBooks } from './support/auto-train-rows.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';

const stack = sharedStack();
const admin = simulatorAdmin(stack.simulatorUrl);
const rejections = pageOf('TestRejections', autoTrainRejectionSchema);
let owner: Sql;
beforeAll(() => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.reset();
  await owner.end({ timeout: 1 });
});
beforeEach(() => admin.reset());

const huggingFaceModel = 'mistralai/Mistral-Small-3.2-24B-Instruct-2506';
const three = [{ model: 'gpt-5.4-mini' }, { model: 'gpt-5.4', weight: 2 }, { model: huggingFaceModel }];
const single = [{ model: 'gpt-5.4-mini' }];

describe('an ensemble of three models of two providers', () => {
  it('has every member write and vote, never for its own', async () => {
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 12, ensemble: three });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    const items = await batchesOf(user).items(id);
    expect(items).toHaveLength(12);
    for (const { members, votes, quality_score } of items) {
      expect(members.map(({ model, failure }) => ({ model, failure }))).toEqual(
        three.map(({ model }) => ({ model, failure: null })),
      );
      expect(votes?.votes.map(({ member }) => member)).toEqual([0, 1, 2]);
      expect(votes?.votes.map(({ weight }) => weight)).toEqual([1, 2, 1]);
      for (const vote of votes?.votes ?? []) {
        expect(vote.voted_for).not.toBe(vote.member);
        expect(vote.reason).not.toBe('');
      }
      expect(quality_score).toBe(members[votes?.winner ?? -1]?.quality);
    }
    const { calls, by_schema: bySchema } = await admin.calls();
    const attempts = items.reduce((sum, item) => sum + item.attempts, 0);
    expect(bySchema).toMatchObject({ story_candidate: 3 * attempts, story_vote: 3 * attempts });
    const ofHuggingFace = calls.filter(({ model }) => model === huggingFaceModel);
    expect(ofHuggingFace).toHaveLength(2 * attempts);
    expect(await readBooks(owner, id)).toMatchObject({ ...allAccepted(12), answers: 6 * attempts });
    await expectTrueResult(owner, id, await batchesOf(user).result(id));
  });

  it('leaves a member out that always fails, says so once, and keeps the number', async () => {
    await admin.inject({ kind: 'invalid_api_key', times: null, match: { model: huggingFaceModel } });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 10, ensemble: three });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    for (const { members, votes } of await batchesOf(user).items(id)) {
      expect(members[2]).toMatchObject({ quality: null, failure: { code: 'provider_key_rejected' } });
      expect(votes?.winner).not.toBe(2);
      for (const vote of votes?.votes ?? []) {
        expect(vote.member).not.toBe(2);
        expect(vote.voted_for).not.toBe(2);
      }
    }
    const events = await batchesOf(user).events(id);
    const notes = events.filter(({ type, level }) => type === 'note' && level === 'warning');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.message).toContain(`${huggingFaceModel} is left out from now on`);
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(10));
  });

  it('goes on without a member that is now and then too slow', async () => {
    await admin.inject({ kind: 'timeout', times: 3, match: { model: 'gpt-5.4' } });
    const user = await newUser(stack);
    const ensemble = three.map((member) => ({ ...member, timeout_ms: 1_500 }));
    const { id, run } = await batchesOf(user).start({ num_examples: 6, ensemble });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    const slow = (await batchesOf(user).items(id)).filter(({ members }) => members[1]?.failure !== null);
    expect(slow.length).toBeGreaterThanOrEqual(1);
    expect(slow.length).toBeLessThanOrEqual(3);
    for (const { members } of slow) expect(members[1]?.failure?.message).toContain('within 1500 ms');
    const messages = (await batchesOf(user).events(id)).map(({ message }) => message);
    expect(messages.filter((message) => message.includes('left out where it fails'))).toHaveLength(1);
  });
});

describe('a judge', () => {
  it('scores every example that is kept, and its rejections are replaced', async () => {
    const user = await newUser(stack);
    const batches = batchesOf(user);
    const { id, run } = await batches.start({ num_examples: 12, ensemble: single, judge_model: 'gpt-5.5' });
    const { status } = await user.runEnded(run.id);
    expect(['completed', 'completed_with_errors']).toContain(status);
    const accepted = (await batches.items(id)).filter((item) => item.status === 'accepted');
    expect(accepted.length).toBeGreaterThan(0);
    for (const { judge_score } of accepted) expect(judge_score).toBeGreaterThanOrEqual(7);
    const { by_schema: bySchema, calls } = await admin.calls();
    const judgements = calls.filter(({ schema }) => schema === 'story_judgement');
    expect(judgements.every(({ model }) => model === 'gpt-5.5')).toBe(true);
    expect(bySchema['story_judgement']).toBe(bySchema['story_candidate']);
    const { rejected_by_reason: reasons, counts } = await batches.read(id);
    expect(judgements).toHaveLength(counts.accepted + counts.rejected);
    expect(Object.keys(reasons).every((reason) => /judge_below_quality|near_duplicate/.test(reason))).toBe(
      true,
    );
    expect(await readBooks(owner, id)).toMatchObject(balanced);
    await expectTrueResult(owner, id, await batches.result(id));
  });
});

describe('an answer that is not in the agreed form', () => {
  const keysOf = async (runId: string): Promise<string[]> =>
    (await owner`select call_key from provider_calls where run_id = ${runId} order by call_key`).map(
      ({ call_key }) => String(call_key),
    );

  it('is mended by one more question', async () => {
    await admin.inject({ kind: 'malformed_output', times: 1, match: { schema: 'story_candidate' } });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 1, ensemble: single });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await keysOf(run.id)).toEqual(['item-000000/1/write/0', 'item-000000/1/write/0/repair']);
    expect(await batchesOf(user).items(id)).toMatchObject([{ status: 'accepted', attempts: 1 }]);
    expect(await readBooks(owner, id)).toMatchObject({ ...allAccepted(1), answers: 2 });
  });

  it('is turned down when the mended one is no better, and the item replaced', async () => {
    await admin.inject({ kind: 'malformed_output', times: 2, match: { schema: 'story_candidate' } });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 1, ensemble: single });
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await keysOf(run.id)).toHaveLength(3);
    expect(await batchesOf(user).items(id)).toMatchObject([{ status: 'accepted', attempts: 2 }]);
    const { items } = await user.get(`/api/auto-train-batches/${id}/rejections`, rejections);
    expect(items).toMatchObject([{ index: 0, attempt: 1, reason: 'unusable_answer' }]);
    expect(await readBooks(owner, id)).toMatchObject({ ...allAccepted(1), answers: 3 });
  });

  it('fails the run in honest words when every attempt gets one', async () => {
    await admin.inject({ kind: 'malformed_output', times: null });
    const user = await newUser(stack);
    const { id, run } = await batchesOf(user).start({ num_examples: 2, ensemble: single });
    const ended = await user.runEnded(run.id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'provider_answer_invalid' } });
    expect(ended.error?.message).toContain('The answer was empty or not in the agreed form: 2.');
    await expectTrueResult(owner, id, await batchesOf(user).result(id));

    await admin.clearFaults();
    await batchesOf(user).steer(run.id, 'retry');
    const again = await user.runUntil(run.id, ({ status }) => status === 'completed');
    expect(again).toMatchObject({ attempt: 2 });
    expect(await readBooks(owner, id)).toMatchObject(allAccepted(2));
  });
});

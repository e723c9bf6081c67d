import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type TestStack } from '@understudy/stack/test-stack';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, type ApiClient } from '../support/api-client.ts';
import { printMeasured } from '../support/print-measured.ts';
import { multiplyConversation } from '../support/many-conversations.ts';
import { simulatorAdmin } from '@understudy/stack/testing/simulator-client';
import { fileOf, linesOf, trainingFilesOf } from '../support/training-files.ts';

/** Processes are killed here, so these tests have a stack of their own. What is killed is started again by the stack. */
let stack: TestStack;
let owner: Sql;
let user: ApiClient;
let files: ReturnType<typeof trainingFilesOf>;
/** Enriched conversations. */
let ids: string[];

const conversations = 1_000;
const pairsEach = 20;

beforeAll(async () => {
  stack = await startStack();
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
  user = await newUser(stack);
  files = trainingFilesOf(user);
  const [seed] = await files.enriched(1, pairsEach);
  const storage = join(stack.stateFolder, 'storage');
  ids = await multiplyConversation(owner, storage, seed ?? '', conversations);
}, 300_000);
afterAll(async () => {
  await owner?.end({ timeout: 1 });
  await stack?.stop();
});

/** Waits until a build has put so many conversations into its artefact, and has not ended. */
async function untilBuilt(runId: string, least: number): Promise<void> {
  for (;;) {
    const [run] = await owner`select completed, status from runs where id = ${runId}`;
    if (run?.['status'] !== 'queued') expect(run?.['status']).toBe('running');
    if (Number(run?.['completed']) >= least) return;
    await wait(5);
  }
}

/** Everything that object storage holds of training files, by the name of its folder and file. */
async function storedArtefacts(): Promise<string[]> {
  const folder = join(stack.stateFolder, 'storage', 'training-files');
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

describe('kill -9 in the middle of a build', () => {
  it.each(['worker', 'postgres', 'api', 'temporal'] as const)(
    '%s: it is finished, every pair is there once, and half an artefact was never to be had',
    async (name) => {
      const small = fileOf(
        await files.post(
          '',
          { name: `killed ${name}`, conversation_ids: ids.slice(0, 10) },
          { prefer: 'wait=60' },
        ),
      );
      expect(small).toMatchObject({ status: 'active', up_to_date: true });
      expect(linesOf(await files.download(small.id, 'jsonl'))).toHaveLength(10 * pairsEach);

      const added = await files.post(
        `/${small.id}/add-conversations`,
        { conversation_ids: ids.slice(10) },
        { prefer: 'wait=0' },
      );
      expect(added.status).toBe(202);
      const { run } = fileOf(added);
      await untilBuilt(run.id, 300);
      await stack.process(name).kill('SIGKILL');
      const killedAt = performance.now();
      await stack.process('api').ready;
      await stack.process('postgres').ready;
      // Whoever downloads now gets what was complete before, or what is complete meanwhile, and never a part of it.
      const now = linesOf(await files.download(small.id, 'jsonl')).length;
      expect([10 * pairsEach, ids.length * pairsEach]).toContain(now);
      await stack.process(name).ready;
      expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed', attempt: 1 });
      printMeasured(`${name}: killed, and ready ${Math.round(performance.now() - killedAt)} ms later`);

      const file = await files.get(small.id);
      expect(file).toMatchObject({
        up_to_date: true,
        conversation_count: ids.length,
        total_training_pairs: ids.length * pairsEach,
        artefact: { conversation_count: ids.length, total_training_pairs: ids.length * pairsEach },
      });
      const lines = linesOf(await files.download(small.id, 'jsonl'));
      expect(lines).toHaveLength(ids.length * pairsEach);
      expect(new Set(lines.map((line) => line['id'])).size).toBe(lines.length);
      const json = JSON.parse(await files.download(small.id, 'json'));
      expect(json.conversations).toHaveLength(ids.length);
      const kept = (await storedArtefacts()).filter((path) => path.includes(small.id));
      expect(kept).toHaveLength(2);
      expect(kept.every((path) => path.includes(run.id))).toBe(true);
    },
    180_000,
  );
});

describe('kill -9 of the worker in the middle of an enrichment', () => {
  it('every conversation is enriched once, and no answer that was recorded is asked for again', async () => {
    const admin = simulatorAdmin(stack.simulatorUrl);
    await stack.process('worker').ready;
    const found = await files.converse(60, 3);
    await admin.reset();
    await admin.latency(400);
    const wanted = { conversation_ids: found.map(({ conversation_id: id }) => id) };
    const started = await user.send('POST', '/api/enrichments', wanted);
    const { id } = Object(started.body).enrichment;
    await user.runUntil(id, ({ progress }) => progress.completed >= 20);
    await stack.process('worker').kill('SIGKILL');
    expect(await user.runEnded(id)).toMatchObject({ status: 'completed', attempt: 1 });
    const [books] = await owner`
      select (select count(*)::int from enrichment_items where run_id = ${id} and status = 'completed') as completed,
        (select count(*)::int from provider_calls where run_id = ${id}) as calls,
        (select count(*)::int from budget_ledger where run_id = ${id} and state <> 'settled') as open,
        (select count(distinct data ->> 'conversation_id')::int from run_events
          where run_id = ${id} and type = 'item_completed') as announced,
        (select count(*)::int from run_events where run_id = ${id} and type = 'item_completed') as events`;
    expect(books).toEqual({ completed: 60, calls: 60, open: 0, announced: 60, events: 60 });
    const { calls } = await admin.calls();
    // The chats are alike, so that their requests are, too: what was asked again is what was asked too often.
    printMeasured(`enrichment: ${calls.length - 60} of 60 calls made again`);
    expect(calls.length - 60).toBeLessThanOrEqual(16);
    await admin.reset();
  }, 180_000);
});

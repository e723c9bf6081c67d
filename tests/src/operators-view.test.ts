import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { createdEnrichmentSchema } from '@understudy/domain/enrichment/enrichment';
import { fineTuneMessages } from '@understudy/domain/fine-tune/fine-tune-contract';
import { fineTuneBatchSchema } from '@understudy/domain/fine-tune-batches/fine-tune-batch';
import { knowledgeDocumentSchema } from '@understudy/domain/knowledge/knowledge-document';
import { isEnded, runKinds, type Run, type RunKind } from '@understudy/domain/runs/run';
import { searchAttributes } from '@understudy/domain/runs/run-contract';
import { examinationSchema } from '@understudy/domain/training-center/contracts/examine-examples';
import { Client, Connection, defaultPayloadConverter } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { batchesOf } from './support/auto-train-batches.ts';
import { baseModel, fineTuningOf } from './support/fine-tuning.ts';
import { trainingFilesOf } from './support/training-files.ts';
import { exampleLines, importsOf } from './support/training-imports.ts';

/** What an operator sees of each kind of run without opening its history, on the real server. */
const stack = sharedStack();
let connection: Connection;
let client: Client;
let user: ApiClient;
let avatarId: string;
let conversations: string[];
beforeAll(async () => {
  connection = await Connection.connect({ address: stack.temporalAddress });
  client = new Client({ connection });
  user = await newUser(stack);
  const files = trainingFilesOf(user);
  conversations = (await files.converse(1, 30)).map(({ conversation_id: id }) => id);
  const [run] = await runsOf('training_session');
  avatarId = run?.avatar_id ?? '';
});
afterAll(() => connection.close());

const runPageSchema = z.object({
  items: z.array(z.object({ id: z.string(), avatar_id: z.string().nullable() })),
});
const runsOf = async (kind: RunKind) =>
  (await user.get(`/api/runs?kind=${kind}&limit=5`, runPageSchema)).items;

/** Starts a run of each kind. @returns its ID */
const starters: Record<RunKind, () => Promise<string>> = {
  training_session: async () => (await runsOf('training_session'))[0]?.id ?? '',
  auto_train_batch: async () => (await batchesOf(user).start({ num_examples: 3 })).run.id,
  knowledge_document: async () => {
    const form = new FormData();
    form.append('file', new Blob(['We open at seven.']), 'bakery.md');
    form.append('avatar_id', avatarId);
    const answer = await user.send('POST', '/api/knowledge-documents', form);
    return knowledgeDocumentSchema.parse(answer.body).run.id;
  },
  training_import: async () => (await importsOf(user).start({ content: exampleLines(3) })).run_id ?? '',
  example_examination: async () =>
    (await user.post('/api/training/examinations', examinationSchema, { avatar_id: avatarId })).run_id,
  conversation_enrichment: async () => {
    const asked = { conversation_ids: conversations };
    return (await user.post('/api/enrichments', createdEnrichmentSchema, asked)).enrichment.id;
  },
  training_file_build: async () => {
    await trainingFilesOf(user).create('All', conversations);
    return (await runsOf('training_file_build'))[0]?.id ?? '';
  },
  fine_tune: () => fineTuningOf(user).start(avatarId),
  fine_tune_batch: async () => {
    const asked = { avatar_ids: [avatarId], job: { base_model: baseModel, suffix: 'batch' } };
    return (await user.post('/api/fine-tune-batches', fineTuneBatchSchema, asked)).id;
  },
};

/** Kinds of which the avatar is none of one alone. */
const withoutAvatar: readonly RunKind[] = [
  'auto_train_batch',
  'training_import',
  'conversation_enrichment',
  'training_file_build',
  'fine_tune_batch',
];

const betweenLooksMs = 1_000;

/** Waits until a run has ended. Fine-tune jobs are told to look at once: their next poll would be due in half a minute. */
async function endOf(id: string): Promise<Run> {
  const query = `UnderstudyUser = "${user.user}" AND UnderstudyKind = "fine_tune" AND ExecutionStatus = "Running"`;
  for (;;) {
    const run = await user.run(id);
    if (isEnded(run.status)) return run;
    for await (const { workflowId } of client.workflow.list({ query })) {
      await client.workflow.getHandle(workflowId).signal(fineTuneMessages.providerCalled);
    }
    await wait(betweenLooksMs);
  }
}

const metadataSchema = z.object({ currentDetails: z.string() });

describe('an operator of Temporal', () => {
  it.each(runKinds)('sees whose a run of the kind %s is, what it does and how it ended', async (kind) => {
    const id = await starters[kind]();
    const run = await endOf(id);
    const handle = client.workflow.getHandle(id);
    await handle.result();
    const { raw, typedSearchAttributes } = await handle.describe();
    const attributes = Object.fromEntries(
      typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]),
    );
    expect(attributes).toMatchObject({
      [searchAttributes.user]: user.user,
      [searchAttributes.kind]: kind,
      [searchAttributes.phase]: run.status,
    });
    if (!withoutAvatar.includes(kind)) expect(attributes[searchAttributes.avatar]).toBe(avatarId);
    // A history that was continued as new has none: Temporal hands on what is filtered by, and not what is read.
    const first = client.workflow.getHandle(id, raw.workflowExecutionInfo?.firstRunId ?? undefined);
    const { summary, details } = (await first.describe()).raw.executionConfig?.userMetadata ?? {};
    expect(summary && defaultPayloadConverter.fromPayload(summary)).toMatch(/, attempt 1$/);
    expect(details && defaultPayloadConverter.fromPayload(details)).toContain(id);
    const metadata = metadataSchema.parse(await handle.query('__temporal_workflow_metadata'));
    expect(metadata.currentDetails).toBe(`**${run.status.replaceAll('_', ' ')}**`);
    const { events } = await handle.fetchHistory();
    const activities = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes);
    expect(activities.length).toBeGreaterThan(0);
    for (const { userMetadata } of activities) expect(userMetadata?.summary?.data?.length).toBeGreaterThan(2);
  });
});

const savedViewsSchema = z.array(z.object({ name: z.string(), query: z.string(), shows: z.string() }));
const docs = new URL('../../docs/', import.meta.url);
const views = savedViewsSchema.parse(
  JSON.parse(await readFile(new URL('temporal-saved-views.json', docs), 'utf8')),
);

describe('the saved views', () => {
  it.each(views)('$name: the server takes the query, and the runbook has its link', async ({ query }) => {
    const filled = query.replace('USER_ID', user.user).replace('AVATAR_ID', avatarId);
    await expect(client.workflow.count(filled)).resolves.toMatchObject({ count: expect.any(Number) });
    const runbook = await readFile(new URL('operations.md', docs), 'utf8');
    expect(runbook).toContain(`/namespaces/default/workflows?query=${encodeURIComponent(query)}`);
  });

  it('show what they say: the runs of a user', async () => {
    const query = views.find(({ name }) => name === 'Runs of a user')?.query ?? '';
    const seen = new Set<string>();
    for await (const { workflowId } of client.workflow.list({ query: query.replace('USER_ID', user.user) }))
      seen.add(workflowId);
    const { items } = await user.get('/api/runs?limit=100', runPageSchema);
    expect(seen).toEqual(new Set(items.map(({ id }) => id)));
    expect(seen.size).toBeGreaterThanOrEqual(runKinds.length);
  });
});

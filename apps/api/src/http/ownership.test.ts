import { seedEverything, type SeededEverything } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allOperations } from '../all-operations.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import type { Operation } from './operation.ts';

let api: TestApi;
let owned: SeededEverything & { batchId: string; notificationId: string };
beforeAll(async () => {
  api = await startTestApi();
  const seeded = await api.database.db.asUser('owner', seedEverything);
  const [others] = await api.database.ownerSql`
    select (select id from auto_train_batches) as "batchId", (select id from notifications) as "notificationId"
  `;
  owned = { ...seeded, ...z.object({ batchId: z.uuid(), notificationId: z.uuid() }).parse(others) };
});
afterAll(() => api.close());

/** A valid body for every operation that takes one, so that the answer is about ownership and nothing else. */
const bodies: Record<string, unknown> = {
  createAvatar: { name: 'Gary' },
  updateAvatar: { name: 'Stolen' },
  rollbackPromptVersion: {},
  ratePromptVersion: { rating: 1 },
  comparePromptVersionAnswers: { questions: ['Who are you?'] },
  chatWithAvatar: { message: 'Who are you?' },
  createAutoTrainBatch: { user_id: 'stranger', num_examples: 1 },
  estimateAutoTrain: { num_examples: 1 },
  raiseAutoTrainBudget: { max_tokens: null },
  setBudget: { max_cost_usd: 1 },
  updateUserSettings: { auto_fine_tune: true },
  createFineTuneJob: { base_model: 'gpt-4o-mini-2024-07-18' },
  estimateFineTune: { base_model: 'gpt-4o-mini-2024-07-18' },
  activateFineTunedModel: {},
  nameTrainedModel: { fine_tuned_model: 'stolen/model' },
  compareModels: { messages: ['Who are you?'] },
  createKnowledgeDocument: { title: 'My own', text: 'My own words.' },
};

/** The query of every operation that needs one. */
const queries: Record<string, string> = { searchKnowledge: '?q=Who+won+the+league' };

/** Whose ID an address wants, by how it begins. */
const idsByAddress: readonly (readonly [beginning: string, id: keyof typeof owned])[] = [
  ['/api/avatars', 'avatarId'],
  ['/api/training-sessions', 'sessionId'],
  ['/api/runs', 'runId'],
  ['/api/fine-tune-jobs', 'fineTuneJobId'],
  ['/auto-train', 'batchId'],
  ['/api/auto-train-batches', 'batchId'],
  ['/api/notifications', 'notificationId'],
  ['/api/prompt-versions', 'versionId'],
  ['/api/knowledge-documents', 'documentId'],
];

const guarded = allOperations
  .filter(({ security }) => security === 'bearer')
  .map((one) => [one.id, one] as const);

function addressOf({ path }: Operation): string {
  const [, kind] = idsByAddress.find(([beginning]) => path.startsWith(beginning)) ?? [];
  if (kind === undefined && path.includes(':')) throw new Error(`Whose ID does ${path} want?`);
  return kind === undefined ? path : path.replaceAll(/:\w+/g, owned[kind]);
}

function ask(operation: Operation, user?: string): Promise<Response> {
  const { id, method, body, multipart } = operation;
  const form = new FormData();
  form.set('instructions', 'Be brief.');
  const json = body ?? multipart?.json;
  return api.request(`${addressOf(operation)}${queries[id] ?? ''}`, {
    method: method.toUpperCase(),
    ...(user === undefined ? {} : { user }),
    ...(json === undefined ? {} : { json: bodies[id] }),
    ...(multipart === undefined || json !== undefined ? {} : { body: form }),
  });
}

describe('ownership', () => {
  test('the matrix has a body for every operation that takes one', () => {
    const taking = allOperations.filter(
      ({ body, multipart, security }) => (body ?? multipart?.json) !== undefined && security === 'bearer',
    );
    expect(Object.keys(bodies).sort()).toEqual(taking.map(({ id }) => id).sort());
  });

  test.each(guarded)('%s asks nobody away with 401', async (_id, operation) => {
    const response = await ask(operation);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({ code: 'authentication_required' });
  });

  test.each(guarded)('%s shows a stranger nothing', async (_id, operation) => {
    const response = await ask(operation, 'stranger');
    if (operation.params !== undefined) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    } else {
      const text = await response.text();
      expect(response.status).toBeLessThan(300);
      for (const id of Object.values(owned)) expect(text).not.toContain(id);
    }
  });

  test.each(guarded.filter(([, { method, params }]) => method === 'get' && params !== undefined))(
    '%s shows the owner what is theirs',
    async (_id, operation) => {
      expect((await ask(operation, 'owner')).status).toBe(200);
    },
  );

  test('nothing of the owner has changed', async () => {
    const avatar = await (await api.request(`/api/avatars/${owned.avatarId}`, { user: 'owner' })).json();
    expect(avatar).toMatchObject({ name: 'Ash', active_prompt_version_id: owned.versionId });
    // The stranger has added a document.
    expect(await api.storedKeys()).toEqual(['pasted']);
  });
});

import { createEnrichment, type NewEnrichment } from '@understudy/db/enrichment/create-enrichment';
import { newId } from '@understudy/db/new-id';
import { queueExamination } from '@understudy/db/training-quality/queue-examination';
import { seedEverything, type SeededEverything } from '@understudy/db/testing/seed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allOperations } from '../all-operations.ts';
import { startTestApi, type TestApi } from '../testing/test-api.ts';
import type { Operation } from './operation.ts';

let api: TestApi;
const othersSchema = z.object({
  batchId: z.uuid(),
  notificationId: z.uuid(),
  conversationId: z.uuid(),
  exampleId: z.uuid(),
  fineTuneFileId: z.uuid(),
});
let owned: SeededEverything & z.infer<typeof othersSchema> & { examinationId: string; enrichmentId: string };
beforeAll(async () => {
  api = await startTestApi();
  const seeded = await api.database.db.asUser('owner', seedEverything);
  const [others] = await api.database.ownerSql`
    select (select id from auto_train_batches) as "batchId", (select id from notifications) as "notificationId",
      (select id from conversations) as "conversationId",
      (select id from avatar_training_examples where conversation_id is not null) as "exampleId",
      (select id from avatar_fine_tune_files) as "fineTuneFileId"
  `;
  const known = othersSchema.parse(others);
  const runs = await api.database.db.asUser('owner', async (tx) => ({
    examinationId: (await queueExamination(tx, { avatarId: null })).runId,
    enrichmentId: (await createEnrichment(tx, enrichmentOf(known.conversationId))).runId,
  }));
  owned = { ...seeded, ...known, ...runs };
});
afterAll(() => api.close());

function enrichmentOf(conversationId: string): NewEnrichment {
  return {
    runId: newId(),
    title: 'Enrich a conversation',
    wanted: { conversationIds: [conversationId] },
    force: true,
    most: 10,
    caps: { maxCostUsd: null, maxTokens: null },
    idempotencyKey: newId(),
    requestDigest: 'digest of the request',
    simulatedProvider: true,
  };
}

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
  putFineTuneSchedule: { cadence: 'daily' },
  createFineTuneBatch: { avatar_ids: [newId()], job: { base_model: 'gpt-4o-mini-2024-07-18' } },
  estimateFineTuneBatch: { avatar_ids: [newId()], job: { base_model: 'gpt-4o-mini-2024-07-18' } },
  startModelExperiment: { name: 'Stolen', b: { base_model: 'stolen' } },
  stopModelExperiment: {},
  nameTrainedModel: { fine_tuned_model: 'stolen/model' },
  compareModels: { messages: ['Who are you?'] },
  createKnowledgeDocument: { title: 'My own', text: 'My own words.' },
  createEnrichment: { conversation_ids: [newId()] },
  raiseEnrichmentBudget: { max_tokens: null },
  createTrainingFile: { name: 'stolen', conversation_ids: [newId()] },
  addConversationsToTrainingFile: { conversation_ids: [newId()] },
  updateTrainingFile: { name: 'stolen' },
  addTrainingExample: { instruction: 'Who are you?', response: 'Nobody that you know.' },
  updateTrainingExample: { response: 'Stolen' },
  clearTrainingExamples: { confirm: true },
  restoreTrainingExamples: { removal_id: newId() },
  createTrainingDownloadLink: { format: 'jsonl' },
  examineTrainingExamples: {},
  fixTrainingFinding: { finding: 'empty', fix: 'delete' },
  confirmTrainingImport: {},
};

/** Where there is nothing to work on, a stranger is told so, as anybody with nothing would be. */
const refused: Record<string, readonly number[]> = {
  createEnrichment: [404, 422],
  createTrainingFile: [404, 422],
  restoreTrainingExamples: [404],
  createFineTuneBatch: [404],
  estimateFineTuneBatch: [404],
  downloadTrainingExamples: [409, 422],
  uploadTrainingExamples: [422],
};

/** Parameters that name something which is nobody's. */
const publicParams: Record<string, string> = { ':format': 'jsonl' };

/** The query of every operation that needs one. */
const queries: Record<string, string> = {
  searchKnowledge: '?q=Who+won+the+league',
  getTrainingFileDownload: '?format=json',
  getFineTuneAnalytics: '?from=2026-01-01&to=2026-12-31',
};

/** Whose ID an address wants, by how it begins. */
const idsByAddress: readonly (readonly [beginning: string, id: keyof typeof owned])[] = [
  ['/api/avatars', 'avatarId'],
  ['/api/training-sessions', 'sessionId'],
  ['/api/runs', 'runId'],
  ['/api/fine-tune-jobs', 'fineTuneJobId'],
  ['/api/model-experiments', 'experimentId'],
  ['/api/fine-tune-batches', 'fineTuneBatchId'],
  ['/auto-train', 'batchId'],
  ['/api/auto-train-batches', 'batchId'],
  ['/api/notifications', 'notificationId'],
  ['/api/prompt-versions', 'versionId'],
  ['/api/knowledge-documents', 'documentId'],
  ['/api/conversations', 'conversationId'],
  ['/api/enrichments', 'enrichmentId'],
  ['/api/training-files', 'trainingFileId'],
  ['/api/training/examples', 'exampleId'],
  ['/api/training/examinations', 'examinationId'],
  ['/api/training/imports', 'importId'],
];

const namesSomething = ({ path }: Operation): boolean =>
  Object.keys(publicParams)
    .reduce((rest, name) => rest.replace(name, ''), path)
    .includes(':');

const guarded = allOperations
  .filter(({ security }) => security === 'bearer')
  .map((one) => [one.id, one] as const);

function addressOf(operation: Operation): string {
  const path = Object.entries(publicParams).reduce(
    (address, [name, value]) => address.replace(name, value),
    operation.path,
  );
  const [, kind] = idsByAddress.find(([beginning]) => path.startsWith(beginning)) ?? [];
  if (kind === undefined && path.includes(':')) throw new Error(`Whose ID does ${path} want?`);
  const whole = path.replace(':file_id', owned.fineTuneFileId);
  return kind === undefined ? whole : whole.replaceAll(/:\w+/g, owned[kind]);
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
    if (namesSomething(operation)) {
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'not_found' });
    } else {
      const text = await response.text();
      const answers = refused[operation.id];
      if (answers === undefined) expect(response.status).toBeLessThan(300);
      else expect(answers).toContain(response.status);
      for (const id of Object.values(owned)) expect(text).not.toContain(id);
    }
  });

  test.each(guarded.filter(([, one]) => one.method === 'get' && namesSomething(one)))(
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

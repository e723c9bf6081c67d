import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unwrap } from '@understudy/client/answer';
import type { TrainingFile } from '@understudy/client/training-files';
import { createUnderstudyClient, type UnderstudyClient } from '@understudy/client/understudy-client';
import type { TrainingFile as DomainTrainingFile } from '@understudy/domain/training-files/training-file';
import { repositoryRoot } from '@understudy/stack/repository';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, type ApiClient } from './support/api-client.ts';
import { whatsappChats } from './support/chats.ts';

const stack = sharedStack();

let user: ApiClient;
let client: UnderstudyClient;
let enriched: string[];
beforeAll(async () => {
  user = await newUser(stack);
  client = createUnderstudyClient({ baseUrl: stack.apiUrl, token: user.token });
  await trainAvatar(user);
  const { items } = await unwrap(client.api.GET('/api/conversations'));
  enriched = items.map(({ conversation_id }) => conversation_id);
  const body = { conversation_ids: enriched };
  const { enrichment } = await unwrap(client.api.POST('/api/enrichments', { body }));
  await user.runEnded(enrichment.run.id);
});

async function trainAvatar(trainer: ApiClient): Promise<void> {
  const avatar = await trainer.createAvatar('Maya');
  const files = whatsappChats(3, 12, 'Maya');
  const session = await trainer.train(avatar.id, { files, avatarSpeaker: 'Maya' });
  await trainer.runEnded(session.run.id);
}

async function built(file: TrainingFile): Promise<TrainingFile> {
  await user.runEnded(file.run.id);
  return await client.getTrainingFile(file.id);
}

it('makes a file, adds to it, lists it, and links to what was built', async () => {
  const [first = '', ...others] = enriched;
  const created = await client.createTrainingFile({
    name: 'batch_001',
    description: 'First batch',
    conversation_ids: [first],
    created_by: user.user,
  });
  expect(created).toMatchObject({ name: 'batch_001', created_by: user.user, conversation_count: 1 });
  expect(await built(created)).toMatchObject({ status: 'active', up_to_date: true });

  const larger = await client.addConversationsToTrainingFile({
    training_file_id: created.id,
    conversation_ids: others,
    added_by: user.user,
  });
  expect(larger.conversation_count).toBe(enriched.length);
  const file = await built(larger);
  expect(await client.getTrainingFileConversations(file.id)).toEqual([first, ...others]);
  expect(await client.listTrainingFiles({ search: 'batch_0' })).toMatchObject([{ id: file.id }]);
  expect(await client.listTrainingFiles({ search: 'no such file' })).toEqual([]);

  const json: unknown = await (await fetch(await client.getDownloadUrl(file.json_file_path))).json();
  expect(json).toMatchObject({ training_file_metadata: { total_conversations: enriched.length } });
  const lines = await (await fetch(await client.getDownloadUrl(file.jsonl_file_path, 60))).text();
  expect(lines.trim().split('\n')).toHaveLength(file.total_training_pairs);
});

describe('what is refused is a typed error', () => {
  it('with the faults of its fields', async () => {
    const refused = client.createTrainingFile({ name: '', conversation_ids: [] });
    await expect(refused).rejects.toMatchObject({
      name: 'ApiError',
      code: 'validation_failed',
      status: 422,
      faults: expect.arrayContaining([
        expect.objectContaining({ field: 'name' }),
        expect.objectContaining({ field: 'conversation_ids' }),
      ]),
    });
  });

  it('where somebody else is said to have done it', async () => {
    const conversations = { conversation_ids: enriched };
    const created = client.createTrainingFile({ name: 'x', ...conversations, created_by: 'somebody' });
    await expect(created).rejects.toMatchObject({ code: 'forbidden' });
    const { id } = await client.createTrainingFile({ name: 'mine', ...conversations });
    const added = client.addConversationsToTrainingFile({
      training_file_id: id,
      ...conversations,
      added_by: 'somebody',
    });
    await expect(added).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('where nothing is there', async () => {
    await expect(client.getTrainingFile('01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it.each([0, 3601, 1.5])('where a link is to live for %d seconds', async (seconds) => {
    const path = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11/training.json';
    await expect(client.getDownloadUrl(path, seconds)).rejects.toMatchObject({ code: 'validation_failed' });
  });
});

it('the example of its README runs', async () => {
  const other = await newUser(stack);
  await trainAvatar(other);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(repositoryRoot, 'libs', 'client', 'examples', 'make-training-file.ts')],
    { env: { ...process.env, API: stack.apiUrl, TOKEN: other.token } },
  );
  expect(stdout).toMatch(/^\d+ pairs, the first:\n\{.*"target_response":/);
});

it('its training file is that of the domain', () => {
  expectTypeOf<TrainingFile>().toExtend<DomainTrainingFile>();
  expectTypeOf<DomainTrainingFile>().toExtend<TrainingFile>();
});

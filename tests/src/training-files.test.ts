import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf, type ApiClient } from './support/api-client.ts';
import { fileOf, linesOf, trainingFilesOf } from './support/training-files.ts';

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

describe('a training file', () => {
  it('is created, added to and downloaded as in the three examples of the guide', async () => {
    const name = 'production_training_batch_001';
    const three = ids.slice(0, 3);
    const created = await files.post('', {
      name,
      description: 'First production training batch',
      conversation_ids: three,
    });
    expect(created.status).toBe(201);
    const file = fileOf(created);
    expect(file).toMatchObject({
      name,
      conversation_count: 3,
      total_training_pairs: 12,
      json_file_path: `${file.id}/training.json`,
      jsonl_file_path: `${file.id}/training.jsonl`,
      status: 'active',
      up_to_date: true,
      created_by: user.user,
    });
    const [labels] = await owner`
      select (select jsonb_object_agg(persona, n) from (select persona, count(*) n from conversations
        where id in ${owner(three)} group by 1) p) as personas`;
    expect(file.scaffolding_distribution.personas).toEqual(labels?.['personas']);

    const added = await files.post(`/${file.id}/add-conversations`, { conversation_ids: ids.slice(3, 5) });
    expect(added.status).toBe(200);
    expect(fileOf(added)).toMatchObject({
      conversation_count: 5,
      total_training_pairs: 20,
      up_to_date: true,
    });

    const link = await files.link(file.id, 'json');
    expect(link).toMatchObject({ filename: `${name}.json`, expires_in_seconds: 3600 });
    const response = await fetch(link.download_url);
    expect(response.headers.get('content-disposition')).toContain(`${name}.json`);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    const text = await response.text();
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
    const json = JSON.parse(text);
    expect(json.training_file_metadata).toMatchObject({
      file_name: `${name}.json`,
      total_conversations: 5,
      total_training_pairs: 20,
    });
    expect(
      json.conversations.map(
        (one: { conversation_metadata: { conversation_id: string } }) =>
          one.conversation_metadata.conversation_id,
      ),
    ).toEqual(ids.slice(0, 5));

    const lines = linesOf(await files.download(file.id, 'jsonl'));
    expect(lines).toHaveLength(20);
    expect(
      lines.every((line) => typeof line['target_response'] === 'string' && line['target_response'] !== ''),
    ).toBe(true);
    expect(lines).toEqual(
      json.conversations.flatMap((one: { training_pairs: unknown[] }) => one.training_pairs),
    );
  });

  it('is judged by the checklist', async () => {
    const file = await files.create('judged', ids);
    const { body } = await user.send('GET', `/api/training-files/${file.id}/checklist`);
    expect(body).toMatchObject({
      ready: false,
      checklist: [
        { code: 'conversation_count', status: 'failed', value: 8, required: 10 },
        { code: 'quality_scores' },
        { code: 'scaffolding_balance' },
        { code: 'training_pairs', status: 'failed', value: 32, required: 100 },
        { code: 'json_validation', status: 'passed' },
        { code: 'jsonl_format', status: 'passed', value: 32 },
        { code: 'manual_review', status: 'manual' },
      ],
    });
    expect(body).toHaveProperty('sample_pairs.length', 10);
  });

  it('takes only enriched conversations of its user, each once, and says so in the words of the guide', async () => {
    const [pending] = await files.converse(1, 2);
    const wanted = (conversation_ids: unknown) => files.post('', { name: 'wrong', conversation_ids });
    const unenriched = await wanted([ids[0], pending?.conversation_id]);
    expect(problemOf(unenriched)).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ field: 'conversation_ids.1' }],
    });
    expect(problemOf(unenriched).detail).toMatch(
      /^Conversation validation failed: enrichment_status must be 'completed'/,
    );
    expect(problemOf(unenriched).detail).toContain(pending?.conversation_id);
    expect(problemOf(await wanted([ids[0], ids[0]]))).toMatchObject({
      status: 422,
      errors: [{ field: 'conversation_ids.1' }],
    });

    const stranger = trainingFilesOf(await newUser(stack));
    const nowhere = '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11';
    const ofOthers = problemOf(await stranger.post('', { name: 'stolen', conversation_ids: [ids[0]] }));
    const ofNobody = problemOf(await stranger.post('', { name: 'stolen', conversation_ids: [nowhere] }));
    expect(ofOthers).toMatchObject({ status: 404, code: 'not_found' });
    expect(ofOthers.detail.replace(ids[0] ?? '', '')).toBe(ofNobody.detail.replace(nowhere, ''));
    const [count] =
      await owner`select count(*)::int as files from training_files where name in ('wrong', 'stolen')`;
    expect(count).toEqual({ files: 0 });
  });

  it('cannot get a conversation twice, also by requests at the same time', async () => {
    const file = await files.create('crowded', ids.slice(0, 1));
    const add = (conversation_ids: string[]) =>
      files.post(`/${file.id}/add-conversations`, { conversation_ids }, { prefer: 'wait=30' });
    const answers = await Promise.all([
      add(ids.slice(1, 4)),
      add(ids.slice(1, 4)),
      add(ids.slice(3, 6)),
      add(ids.slice(6, 8)),
    ]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(refused).toHaveLength(2);
    for (const answer of refused)
      expect(problemOf(answer).detail).toMatch(/^Conversations already in training file: /);
    const rows = await owner`
      select conversation_id as id, position from training_file_conversations
      where training_file_id = ${file.id} order by position`;
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index));
    const now = await files.get(file.id);
    expect(now).toMatchObject({ conversation_count: rows.length, up_to_date: true });
    expect(linesOf(await files.download(file.id, 'jsonl'))).toHaveLength(rows.length * 4);
  });

  it('keeps its artefact when a build fails, and says which enrichment to run again', async () => {
    const file = await files.create('broken', ids.slice(0, 1));
    const before = await files.download(file.id, 'json');
    const victim = ids[7] ?? '';
    const [row] = await owner`select enriched_file_path as path from conversations where id = ${victim}`;
    await owner`update conversations set enriched_file_path = 'conversation-files/gone.json' where id = ${victim}`;
    const failed = fileOf(await files.post(`/${file.id}/add-conversations`, { conversation_ids: [victim] }));
    expect(failed).toMatchObject({ status: 'active', up_to_date: false, error: { code: 'not_found' } });
    expect(failed.error?.message).toMatch(
      /^Failed to download enriched JSON of the conversation .*Re-run enrichment/s,
    );
    expect(await files.download(file.id, 'json')).toBe(before);
    await owner`update conversations set enriched_file_path = ${row?.['path']} where id = ${victim}`;
    const mended = fileOf(await files.post(`/${file.id}/build`, {}));
    expect(mended).toMatchObject({ up_to_date: true, error: null, artefact: { conversation_count: 2 } });
  });

  it('is built anew without the conversations of an avatar that is deleted', async () => {
    const others = await files.enriched(2, 3);
    const file = await files.create('mixed', [...ids.slice(0, 2), ...others]);
    const detail = await user.send('GET', `/api/conversations/${others[0]}`);
    const [row] =
      await owner`select enriched_file_path as path from conversations where id = ${others[0] ?? ''}`;
    expect(row?.['path']).toContain(others[0]);
    const avatar = Object(detail.body).conversation.avatar_id;
    expect((await user.send('DELETE', `/api/avatars/${avatar}`)).status).toBe(204);
    const { run } = await files.get(file.id);
    expect(await user.runEnded(run.id)).toMatchObject({ status: 'completed' });
    expect(await files.get(file.id)).toMatchObject({ conversation_count: 2, up_to_date: true });
    const text = await files.download(file.id, 'json');
    expect(JSON.parse(text).conversations).toHaveLength(2);
    for (const id of others) expect(text).not.toContain(id);
  });

  it('is not to be found by others', async () => {
    const file = await files.create('private', ids.slice(0, 1));
    const stranger = await newUser(stack);
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/conversations'],
      ['GET', '/checklist'],
      ['GET', '/download?format=json'],
      ['POST', '/add-conversations', { conversation_ids: [ids[1]] }],
      ['POST', '/build', {}],
      ['PATCH', '', { name: 'mine' }],
      ['DELETE', ''],
    ] as const) {
      const answer = await stranger.send(method, `/api/training-files/${file.id}${path}`, body);
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
    expect((await stranger.send('GET', '/api/training-files')).body).toEqual({
      trainingFiles: [],
      next_cursor: null,
    });
  });

  it('is found by status, name and creator, renamed, and deleted with its links', async () => {
    const file = await files.create('a 100% file_name', ids.slice(0, 1));
    const found = async (query: string) =>
      Object((await user.send('GET', `/api/training-files?${query}`)).body).trainingFiles.map(
        ({ id }: { id: string }) => id,
      );
    expect(await found('search=100%25')).toEqual([file.id]);
    expect(await found('search=e_n&status=active')).toEqual([file.id]);
    expect(await found('created_by=nobody')).toEqual([]);
    const renamed = await user.send('PATCH', `/api/training-files/${file.id}`, { name: 'renamed/once' });
    expect(fileOf(renamed).name).toBe('renamed/once');
    const { download_url, filename } = await files.link(file.id, 'jsonl');
    expect(filename).toBe('renamed_once.jsonl');
    expect((await user.send('DELETE', `/api/training-files/${file.id}`)).status).toBe(204);
    expect((await fetch(download_url)).status).toBe(404);
  });
});

describe('a signed link', () => {
  it('is refused when it was altered, has expired, or comes with the token of somebody else', async () => {
    const file = await files.create('linked', ids.slice(0, 1));
    const { download_url: url } = await files.link(file.id, 'json');
    const bearer = { authorization: `Bearer ${user.token}` };
    expect((await fetch(url, { headers: bearer })).status).toBe(200);

    const stranger = await newUser(stack);
    const ofStranger = { authorization: `Bearer ${stranger.token}` };
    const refused = async (address: string, headers = {}) => {
      const response = await fetch(address, { headers });
      expect(response.status, address).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'forbidden' });
    };
    await refused(url, ofStranger);
    await refused(url.replace('linked.json', 'other.json'));
    await refused(url.replace(/token=.*/, ''));
    await refused(url.replace(/token=.*/, `token=${user.token}`));
    await refused(`${url.slice(0, -20)}AAAAAAAAAAAAAAAAAAAA`);
    const short = await user.send('GET', `/api/training-files/${file.id}/download?format=json&expires_in=1`);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await refused(Object(short.body).download_url);
  });

  it('is not given for other formats, or before there is something', async () => {
    const file = await files.create('formats', ids.slice(0, 1));
    const asked = await user.send('GET', `/api/training-files/${file.id}/download?format=xml`);
    expect(problemOf(asked)).toMatchObject({ status: 422, errors: [{ field: 'format' }] });
    await owner`update training_files set artefact_run_id = null where id = ${file.id}`;
    const early = await user.send('GET', `/api/training-files/${file.id}/download?format=json`);
    expect(problemOf(early)).toMatchObject({ status: 409, code: 'conflict' });
  });
});

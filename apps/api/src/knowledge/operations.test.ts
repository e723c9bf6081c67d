import { seedDocument } from '@understudy/db/testing/seed-knowledge';
import { appendRunEvent } from '@understudy/db/runs/append-run-event';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import {
  knowledgeDocumentSchema,
  knowledgeStatsSchema,
  type KnowledgeDocument,
} from '@understudy/domain/knowledge/knowledge-document';
import { knowledgeSearchResultSchema } from '@understudy/domain/knowledge/knowledge-passage';
import { pageOf } from '@understudy/domain/http/page';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.ts';

/** No provider listens anywhere: what is searched, is searched by words. */
let api: TestApi;
let avatarId: string;
const user = 'ada';
const path = '/api/knowledge-documents';
beforeAll(async () => {
  api = await startTestApi();
  const avatar = await api.request('/api/avatars', { method: 'POST', user, json: { name: 'Ash' } });
  avatarId = avatarSchema.parse(await avatar.json()).id;
});
afterAll(() => api.close());

function formOf(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  fields: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name);
  return form;
}

const upload = (body: FormData, headers: Record<string, string> = {}) =>
  api.request(path, { method: 'POST', user, body, headers });
const paste = (json: unknown) => api.request(path, { method: 'POST', user, json });
const documentOf = async (response: Response): Promise<KnowledgeDocument> =>
  knowledgeDocumentSchema.parse(await response.json());

function endRun(runId: string) {
  return api.dependencies.database.asUser(user, (tx) =>
    appendRunEvent(tx, {
      runId,
      type: 'run_cancelled',
      level: 'warning',
      message: 'Cancelled.',
      update: { status: 'cancelled' },
    }),
  );
}

describe('a document', () => {
  test('is made of a file, with its name as the title, and a run', async () => {
    const response = await upload(
      formOf({ 'notes.md': '# The bakery\n\nOpen at seven.' }, { avatar_id: avatarId }),
    );
    expect(response.status).toBe(202);
    const document = await documentOf(response);
    expect(response.headers.get('location')).toBe(`/api/runs/${document.run.id}`);
    expect(document).toMatchObject({
      title: 'notes.md',
      kind: 'text',
      avatar_id: avatarId,
      chunk_count: null,
      run: { kind: 'knowledge_document', status: 'queued', title: 'Learn “notes.md”' },
    });
    expect(document.run.links.subject).toBe(`${path}/${document.id}`);
  });

  test('is made of a text, too, and is the same one when it is sent again', async () => {
    const text = { title: 'The lake', text: 'The kayak is behind the boathouse.' };
    const first = await documentOf(await paste(text));
    const stored = await api.storedKeys();
    const repeated = await paste(text);
    expect(repeated.headers.get('idempotent-replayed')).toBe('true');
    expect((await documentOf(repeated)).id).toBe(first.id);
    expect(await api.storedKeys()).toEqual(stored);
    expect((await documentOf(await paste({ ...text, avatar_id: avatarId }))).id).not.toBe(first.id);
  });

  test('can be named, and an Idempotency-Key stands for one content', async () => {
    const key = { 'idempotency-key': 'once' };
    const named = await documentOf(await upload(formOf({ 'a.txt': 'One.' }, { title: 'Named' }), key));
    expect(named.title).toBe('Named');
    const other = await upload(formOf({ 'a.txt': 'Two.' }, { title: 'Named' }), key);
    expect(await other.json()).toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('is refused with the reason, and leaves nothing', async () => {
    const before = await api.storedKeys();
    const png = new Uint8Array([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
    ]);
    const refusals: [FormData, number, object][] = [
      [formOf({}), 422, { code: 'validation_failed', errors: [{ field: 'file' }] }],
      [formOf({ 'a.txt': '' }), 422, { code: 'file_empty', errors: [{ field: 'file', file: 'a.txt' }] }],
      [formOf({ 'a.txt': png }), 415, { code: 'file_type_unsupported' }],
      [
        formOf({ 'a.txt': 'a', 'b.txt': 'b' }),
        422,
        { errors: [{ field: 'file', message: 'Must have at most 1 file.' }] },
      ],
      [formOf({ 'a.txt': 'a' }, { avatar_id: 'x' }), 422, { errors: [{ field: 'avatar_id' }] }],
      [formOf({ 'a.txt': 'a' }, { colour: 'red' }), 422, { errors: [{ field: 'colour' }] }],
      [
        formOf({ 'a.txt': 'a' }, { avatar_id: '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11' }),
        404,
        { code: 'not_found' },
      ],
    ];
    for (const [form, status, problem] of refusals) {
      const response = await upload(form);
      expect(await response.json()).toMatchObject(problem);
      expect(response.status).toBe(status);
    }
    expect((await paste({ title: 'No text' })).status).toBe(422);
    expect(await api.storedKeys()).toEqual(before);
  });

  test('is deleted with its file once its run has ended', async () => {
    const document = await documentOf(await paste({ title: 'To go', text: 'Soon gone.' }));
    const address = `${path}/${document.id}`;
    const early = await api.request(address, { method: 'DELETE', user });
    expect(await early.json()).toMatchObject({ code: 'conflict' });
    await endRun(document.run.id);
    const stored = (await api.storedKeys()).length;
    expect((await api.request(address, { method: 'DELETE', user })).status).toBe(204);
    expect((await api.request(address, { user })).status).toBe(404);
    expect((await api.request(`/api/runs/${document.run.id}`, { user })).status).toBe(404);
    expect((await api.storedKeys()).length).toBe(stored - 1);
  });
});

describe('knowledge', () => {
  test('is listed, counted and searched, by words while no model answers', async () => {
    await api.database.db.asUser('lena', (tx) =>
      seedDocument(tx, ['Lemon cake on Sundays.', 'Bread at night.']),
    );
    const get = async (address: string) => (await api.request(address, { user: 'lena' })).json();
    const list = pageOf('TestDocuments', knowledgeDocumentSchema).parse(await get(path));
    expect(list.items).toMatchObject([{ title: 'The bakery', chunk_count: 2, searchable_chunk_count: 2 }]);
    expect(knowledgeStatsSchema.parse(await get('/api/knowledge/stats'))).toMatchObject({
      documents: 1,
      chunks: 2,
      searchable_chunks: 0,
      embedding_model: 'text-embedding-3-small',
      vector_index: 'exact',
    });
    const found = knowledgeSearchResultSchema.parse(await get('/api/knowledge/search?q=When+is+there+cake'));
    expect(found.searched_by).toEqual(['words']);
    expect(found.passages[0]).toMatchObject({ text: 'Lemon cake on Sundays.', found_by: ['words'] });
    expect(await get('/api/knowledge/search?q=')).toMatchObject({ errors: [{ field: 'q' }] });
  });
});

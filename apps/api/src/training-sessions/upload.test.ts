import { rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { avatarSchema } from '@understudy/domain/avatars/avatar';
import { problemDetailsSchema } from '@understudy/domain/errors/problem-details';
import {
  trainingSessionSchema,
  type TrainingSession,
} from '@understudy/domain/training-sessions/training-session';
import { runSchema } from '@understudy/domain/runs/run';
import { uploadLimits } from '@understudy/domain/training-sessions/upload-limits';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signTestToken, startTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let folder: string;
let address: string;
const user = 'ada';
beforeAll(async () => {
  api = await startTestApi();
  const avatar = await api.request('/api/avatars', { method: 'POST', user, json: { name: 'Ash' } });
  address = `/api/avatars/${avatarSchema.parse(await avatar.json()).id}/training-sessions`;
});
afterAll(() => api.close());

const chat = 'Misty: Did you win?\nAsh: Of course I did';
const executable = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);

function formOf(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, content] of Object.entries(files)) form.append('files[]', new Blob([content]), name);
  return form;
}

const upload = (body: FormData | string, headers: Record<string, string> = {}) =>
  api.request(address, { method: 'POST', user, body, headers });

async function sessionOf(response: Response): Promise<TrainingSession> {
  return trainingSessionSchema.parse(await response.json());
}

async function countSessions(): Promise<number> {
  const [row] = await api.database.ownerSql<
    { count: number }[]
  >`select count(*)::int as count from avatar_training_data`;
  return row?.count ?? -1;
}

describe('an upload', () => {
  let sessionsBefore: number;
  let keysBefore: string[];
  beforeEach(async () => {
    sessionsBefore = await countSessions();
    keysBefore = await api.storedKeys();
  });
  const leavesNothing = async () => {
    expect(await countSessions()).toBe(sessionsBefore);
    expect(await api.storedKeys()).toEqual(keysBefore);
  };

  test('is answered with the session and its run, and waits while Temporal is away', async () => {
    const response = await upload(
      formOf({ 'chat.txt': chat }, { instructions: 'Be brief.', avatar_speaker: 'Ash' }),
    );
    expect(response.status).toBe(202);
    const session = await sessionOf(response);
    expect(response.headers.get('location')).toBe(`/api/runs/${session.run.id}`);
    expect(session).toMatchObject({
      instructions: 'Be brief.',
      requested_speaker: 'Ash',
      run: { status: 'queued', simulated_provider: true, title: 'Train Ash' },
      files: [{ name: 'chat.txt', status: 'pending', kind: 'text', size_bytes: chat.length }],
    });
    expect(session.run.links.temporal_ui).toBe(
      `http://temporal.example:8233/namespaces/default/workflows/${session.run.id}`,
    );
    await api.dependencies.runStarts.tried(session.run.id);
    const run = runSchema.parse(await (await api.request(session.run.links.self, { user })).json());
    expect(run.progress.message).toContain('Temporal cannot be reached');
    expect(await api.storedKeys()).toContain(session.files[0]?.id);
  });

  test('with some files that cannot be used lists them with their reason, and keeps the others', async () => {
    const files = { 'chat.txt': chat, 'holiday.png': executable, 'nothing.txt': '' };
    const response = await upload(formOf(files));
    expect(response.status).toBe(202);
    const session = await sessionOf(response);
    expect(session).toMatchObject({
      file_count: 3,
      failed_file_count: 2,
      files: [
        { name: 'chat.txt', status: 'pending', error: null },
        { name: 'holiday.png', status: 'failed', error: { code: 'file_type_unsupported' } },
        { name: 'nothing.txt', status: 'failed', error: { code: 'file_empty' } },
      ],
    });
    expect(session.files[1]?.error?.message).toContain('holiday.png');
    expect((await api.storedKeys()).length).toBe(keysBefore.length + 1);
  });

  test.each([
    ['holiday.png', executable, 415, 'file_type_unsupported'],
    ['nothing.txt', '', 422, 'file_empty'],
    ['large.txt', 'x'.repeat(uploadLimits.fileBytes + 1), 413, 'file_too_large'],
  ])('of %s alone is refused, naming the file', async (name, content, status, code) => {
    const response = await upload(formOf({ [name]: content }));
    expect(response.status).toBe(status);
    const problem = problemDetailsSchema.parse(await response.json());
    expect(problem).toMatchObject({ code, errors: [{ field: 'files[0]', file: name, code }] });
    expect(problem.detail).toContain(name);
    await leavesNothing();
  });

  test('of files with different faults lists each', async () => {
    const response = await upload(formOf({ 'holiday.png': executable, 'nothing.txt': '' }));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'validation_failed',
      errors: [
        { field: 'files[0]', file: 'holiday.png', code: 'file_type_unsupported' },
        { field: 'files[1]', file: 'nothing.txt', code: 'file_empty' },
      ],
    });
    await leavesNothing();
  });

  test('of a file exactly at the limit is taken', async () => {
    const response = await upload(formOf({ 'full.txt': 'x'.repeat(uploadLimits.fileBytes) }));
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      files: [{ size_bytes: uploadLimits.fileBytes, status: 'pending' }],
    });
  });

  test('of nothing is refused, of instructions alone is taken', async () => {
    const empty = await upload(formOf({}, { instructions: '  ' }));
    expect(empty.status).toBe(422);
    expect(await empty.json()).toMatchObject({ code: 'nothing_to_train_on' });
    await leavesNothing();
    expect((await upload(formOf({}, { instructions: 'Be brief.' }))).status).toBe(202);
  });

  test('keeps names in any script, and nothing of them that could do harm', async () => {
    const files = { '../../чат с Мисти 🎉.txt': chat, 'C:\\temp\\a\u202Etxt.exe.txt': `${chat}!` };
    const session = await sessionOf(await upload(formOf(files)));
    expect(session.files.map(({ name }) => name)).toEqual(['чат с Мисти 🎉.txt', 'atxt.exe.txt']);
  });

  test('ignores a file field in which nothing was chosen', async () => {
    const form = formOf({}, { instructions: 'Only words.', avatar_speaker: '' });
    form.append('files[]', new Blob([]), '');
    expect(await (await upload(form)).json()).toMatchObject({ files: [], requested_speaker: null });
  });

  test('is refused for what is not known or too much', async () => {
    const unknown = formOf({ 'chat.txt': chat }, { colour: 'red' });
    unknown.append('picture', new Blob(['x']), 'a.png');
    expect(await (await upload(unknown)).json()).toMatchObject({ errors: [{ field: 'picture' }] });
    const colour = await upload(formOf({ 'chat.txt': chat }, { colour: 'red' }));
    expect(await colour.json()).toMatchObject({ errors: [{ field: 'colour' }] });
    const long = await upload(formOf({}, { instructions: 'x'.repeat(20_001) }));
    expect(await long.json()).toMatchObject({ errors: [{ field: 'instructions' }] });
    const many = await upload(
      formOf(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`${index}.txt`, chat]))),
    );
    expect(await many.json()).toMatchObject({
      errors: [{ field: 'files[]', message: 'Must have at most 100 files.' }],
    });
    await leavesNothing();
  });

  test('must be multipart, with a boundary, and whole', async () => {
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
    expect((await upload('{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await upload('x', { 'content-type': 'multipart/form-data' })).status).toBe(400);
    const half = '--b\r\nContent-Disposition: form-data; name="files[]"; filename="a.txt"\r\n\r\nhalf a fi';
    expect((await upload(half, multipart)).status).toBe(400);
    await leavesNothing();
  });

  test('that breaks off leaves no object and no row', async () => {
    const headers = {
      authorization: `Bearer ${await signTestToken(user)}`,
      'content-type': 'multipart/form-data; boundary=b',
    };
    const request = httpRequest(`${api.url}${address}`, { method: 'POST', headers });
    request.on('error', () => undefined);
    request.write('--b\r\nContent-Disposition: form-data; name="files[]"; filename="a.txt"\r\n\r\n');
    for (let part = 0; part < 20; part += 1) request.write('x'.repeat(100_000));
    await expect.poll(() => api.storedKeys()).not.toEqual(keysBefore);
    request.destroy();
    await expect.poll(() => api.storedKeys()).toEqual(keysBefore);
    await sleep(50);
    await leavesNothing();
  });

  test('to an avatar that is not there is not even read', async () => {
    const path = address.replace(/[0-9a-f-]{36}/, '01977f2a-6f0e-7c3e-9d6b-3f0f8f2b5c11');
    const response = await api.request(path, { method: 'POST', user, body: formOf({ 'chat.txt': chat }) });
    expect(response.status).toBe(404);
    await leavesNothing();
  });
});

describe('an upload while storage is away', () => {
  afterEach(() => rm(folder));
  test('is answered with 503, and leaves no row', async () => {
    folder = api.storageFolder;
    await rm(folder, { recursive: true });
    await writeFile(folder, 'not a folder');
    const before = await countSessions();
    const response = await upload(formOf({ 'chat.txt': 'x'.repeat(3_000_000) }));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'storage_unavailable' });
    expect(await countSessions()).toBe(before);
  });
});

import {
  examinationSchema,
  qualitySchema,
} from '@understudy/domain/training-center/contracts/examine-examples';
import { downloadPreviewSchema } from '@understudy/domain/training-center/contracts/download-examples';
import { downloadLinkSchema } from '@understudy/domain/downloads/download';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedStack } from './support/addresses.ts';
import { newUser, problemOf, type ApiClient } from './support/api-client.ts';
import { anxious, centerOf } from './support/training-center.ts';
import { importsOf } from './support/training-imports.ts';

const stack = sharedStack();
let owner: Sql;
let user: ApiClient;
let center: ReturnType<typeof centerOf>;
beforeAll(() => {
  owner = postgres(stack.databaseOwnerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(() => owner.end({ timeout: 1 }));
beforeEach(async () => {
  user = await newUser(stack);
  center = centerOf(user);
});

describe('downloads', () => {
  it('in jsonl can be imported again, and give the same examples', async () => {
    await center.addMany(30);
    await center.add({ ...anxious, rejected_response: 'You will be fine.' });
    const file = (await center.download('jsonl')).text;
    const other = await newUser(stack);
    const imported = await importsOf(other).import({ content: file, fields: { near_duplicates: 'keep' } });
    expect(imported.counts).toMatchObject({ records: 31, imported: 31, failed: 0 });
    const digests = (name: string) => owner`
      select content_digest from avatar_training_examples where user_id = ${name} order by 1`;
    expect(await digests(other.user)).toEqual(await digests(user.user));
  });

  it('in every format hold what the preview says', async () => {
    await center.addMany(5);
    await center.add({ ...anxious, rejected_response: 'You will be fine.' });
    for (const format of ['jsonl', 'alpaca', 'chat', 'sharegpt', 'preference', 'csv', 'parquet']) {
      const preview = await user.get(`/api/training/download/${format}/preview`, downloadPreviewSchema);
      expect(preview.whole + preview.simplified + preview.left_out, format).toBe(6);
      if (format === 'preference') expect(preview).toMatchObject({ whole: 1, left_out: 5 });
      const file = await center.download(format);
      expect(file.status, format).toBe(200);
      expect(file.headers.get('content-disposition')).toContain(preview.file_name);
    }
    const card = await center.download('chat?card=true&license=cc-by-4.0');
    expect(card.text).toContain('license: "cc-by-4.0"');
    expect(card.text).toContain('6 examples, 1 of them preference pairs');
  });

  it('by a signed link need no token; another user’s token with it is refused', async () => {
    await center.add(anxious);
    const link = await user.post('/api/training/download-links', downloadLinkSchema, { format: 'alpaca' });
    expect(link).toMatchObject({ filename: 'training-examples-alpaca.json', expires_in_seconds: 3600 });
    const { pathname, search } = new URL(link.download_url);
    const file = await fetch(`${stack.apiUrl}${pathname}${search}`);
    expect(file.status).toBe(200);
    expect(await file.json()).toMatchObject([{ instruction: anxious.instruction }]);
    const stranger = await newUser(stack);
    expect(problemOf(await stranger.send('GET', `${pathname}${search}`)).status).toBe(403);
    const altered = search.replace(/.(?=.{10}$)/, (character) => (character === 'A' ? 'B' : 'A'));
    expect((await fetch(`${stack.apiUrl}${pathname}${altered}`)).status).toBe(403);
  });
});

describe('quality', () => {
  it('is examined, and what it finds is fixed in bulk', async () => {
    await center.addMany(10);
    await center.add(anxious);
    await center.add(anxious);
    await center.add({
      instruction: 'How do I reach you?',
      response: `Write to mara@example.org. ${anxious.response}`,
    });
    const examination = await user.post('/api/training/examinations', examinationSchema, {});
    expect(await user.runEnded(examination.run_id)).toMatchObject({ status: 'completed' });
    const quality = await user.get('/api/training/quality', qualitySchema);
    expect(quality).toMatchObject({
      total: 13,
      added_since: 0,
      changed_since: 0,
      removed_since: 0,
      run_id: null,
    });
    const counts = Object.fromEntries(quality.report?.findings.map(({ code, count }) => [code, count]) ?? []);
    expect(counts).toMatchObject({ duplicate: 1, personal_data: 1 });
    expect((await center.list('?finding=personal_data')).examples).toMatchObject([{ index: 12 }]);

    const fix = (body: object) => user.send('POST', '/api/training/quality/fix', body);
    expect(problemOf(await fix({ finding: 'too_short', fix: 'delete' }))).toMatchObject({ status: 422 });
    const stale = await fix({ finding: 'duplicate', fix: 'delete_all_but_first', expected_count: 2 });
    expect(problemOf(stale)).toMatchObject({ status: 409 });
    const removed = await fix({ finding: 'duplicate', fix: 'delete_all_but_first', expected_count: 1 });
    expect(removed.body).toMatchObject({ success: true, changed: 1, removal_id: expect.any(String) });
    const redacted = await fix({ finding: 'personal_data', fix: 'redact' });
    expect(redacted.body).toMatchObject({ success: true, changed: 1, removal_id: null });
    const [last] = (await center.list('?search=reach')).examples;
    expect(last).toMatchObject({ findings: [], response: `Write to [email]. ${anxious.response}` });
    expect(await user.get('/api/training/quality', qualitySchema)).toMatchObject({
      total: 12,
      changed_since: 1,
      removed_since: 1,
    });
    expect((await center.stats()).quality?.examined).toBe(13);
  });

  it('of an avatar is that of its examples alone', async () => {
    const avatar = await user.createAvatar('Mia');
    await center.add({ ...anxious, avatar_id: avatar.id });
    await center.add({ instruction: 'Hi', response: 'Hello!' });
    const { run_id: id } = await user.post('/api/training/examinations', examinationSchema, {
      avatar_id: avatar.id,
    });
    await user.runEnded(id);
    const scoped = await user.get(`/api/training/quality?avatar_id=${avatar.id}`, qualitySchema);
    expect(scoped.report).toMatchObject({ examined: 1, sound: 1 });
    expect((await user.get('/api/training/quality', qualitySchema)).report).toBeNull();
  });
});

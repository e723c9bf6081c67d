import type OpenAI from 'openai';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chatRows, startFineTuningClient } from '../testing/fine-tuning-client.ts';
import type { FineTuningClient } from '../testing/fine-tuning-client.ts';

let service: FineTuningClient;
let client: OpenAI;

beforeEach(async () => {
  service = await startFineTuningClient();
  ({ client } = service);
});
afterEach(() => service.close());

const upload = (content: string, expires_after?: OpenAI.FileCreateParams['expires_after']) =>
  client.files.create({
    file: new File([content], 'train.jsonl'),
    purpose: 'fine-tune',
    ...(expires_after === undefined ? {} : { expires_after }),
  });

test.each([
  ['{"messages": [', 'Line 1 is not a dictionary (HINT: line starts with: "{"m...")'],
  ['[1, 2]\n', 'Line 1 is not a dictionary'],
  ['\uFEFF{"messages": []}', 'Line 1 is not a dictionary'],
  ['{"a": 1}\n\n{"a": 1}\n', 'Line 2 is not a dictionary'],
  [
    '{"a": 1}\n{"messages": [{"role": "user", "content": "Hi"}]}',
    'Line 2, key "messages": At least one message must be from the assistant.',
  ],
])('the upload %j is refused with the line at fault', async (content, message) => {
  const asked = upload(content);
  await expect(asked).rejects.toThrow(message);
  await expect(asked).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
});

test('a file expires when it was told to', async () => {
  const row = JSON.stringify(chatRows(1)[0]);
  const file = await upload(row, { anchor: 'created_at', seconds: 3600 });
  expect(file.expires_at).toBe(file.created_at + 3600);
  service.pass(3599);
  await client.files.retrieve(file.id);
  service.pass(1);
  await expect(client.files.retrieve(file.id)).rejects.toMatchObject({ status: 404 });
  expect((await client.files.list()).data).toEqual([]);
  await expect(upload(row, { anchor: 'created_at', seconds: 10 })).rejects.toMatchObject({ status: 400 });
});

test('files are listed page by page in either order', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 5; index++) ids.push(await service.upload(chatRows(1)));
  const listed = async (order: 'asc' | 'desc') => {
    const found: string[] = [];
    for await (const { id } of client.files.list({ order, limit: 2, purpose: 'fine-tune' })) found.push(id);
    return found;
  };
  expect(await listed('asc')).toEqual(ids);
  expect(await listed('desc')).toEqual(ids.toReversed());
});

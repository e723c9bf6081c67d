import { mix32 } from '@understudy/domain/auto-train/seeded-random';
import { undoTrainingImport } from '@understudy/db/training-imports/undo-training-import';
import { newId } from '@understudy/db/new-id';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestImporter } from '../testing/test-importer.ts';

let importer: TestImporter;
let user: string;
let users = 0;
beforeAll(async () => {
  importer = await TestImporter.start();
}, 60_000);
afterAll(() => importer.close());
beforeEach(() => {
  users += 1;
  user = `user-${String(users)}`;
});

const words = (seed: number): string =>
  Array.from({ length: 30 }, (_, at) => `w${String(mix32(mix32(seed) + at) % 10_000)}`).join(' ');
const line = (number: number): string =>
  JSON.stringify({ instruction: `Question ${String(number)}?`, output: words(number) });
const linesOf = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => line(from + index));

describe('duplicates', () => {
  it('within the file and of what is there are left out, or kept where that is chosen', async () => {
    await importer.import(user, linesOf(10).join('\n'));
    const file = [...linesOf(4, 8), line(9), line(20)].join('\n');
    const skipped = await importer.import(user, file);
    expect(skipped).toMatchObject({ imported: 3, total: 13, counts: { records: 6, duplicates: 3 } });
    const kept = await importer.import(user, `${file}\n`, { duplicates: 'keep' });
    expect(kept).toMatchObject({ imported: 6, total: 19, counts: { records: 6, duplicates: 6 } });
  });

  it('nearly the same are counted, and left out where that is chosen', async () => {
    await importer.import(user, line(1));
    const alike = JSON.stringify({ instruction: 'Question 1?', output: `${words(1).toUpperCase()}!` });
    const file = `${alike}\n${line(2)}`;
    expect(await importer.import(user, file, { nearDuplicates: 'skip' })).toMatchObject({
      imported: 1,
      counts: { records: 2, near_duplicates: 1, duplicates: 0 },
    });
    expect(await importer.import(user, file)).toMatchObject({
      imported: 1,
      counts: { records: 2, near_duplicates: 1, duplicates: 1 },
    });
  });

  it('of chats are told by all of their turns, not by the system prompt and the last words', async () => {
    const chat = (topic: number) => ({
      messages: [
        { role: 'system', content: words(0).repeat(20) },
        { role: 'user', content: words(topic) },
        { role: 'assistant', content: words(topic + 1) },
        { role: 'user', content: 'Thank you very much!' },
        { role: 'assistant', content: 'You are welcome! Ask me anything else at any time.' },
      ],
    });
    const first = await importer.import(user, JSON.stringify([chat(10), chat(20)]));
    expect(first.counts).toMatchObject({ near_duplicates: 0, duplicates: 0, imported: 2 });
    const again = chat(10);
    again.messages[1] = { role: 'user', content: `${words(10)} please` };
    const second = await importer.import(user, JSON.stringify([again, chat(30)]));
    expect(second.counts).toMatchObject({ near_duplicates: 1, imported: 2 });
  });

  it('of the same file are recognised, and of a file whose import was undone nothing is one', async () => {
    const file = linesOf(5).join('\n');
    const first = await importer.import(user, file);
    const second = await importer.import(user, file);
    expect(second).toMatchObject({
      status: 'completed',
      imported: 0,
      counts: { duplicates: 5 },
      same_file_as: { import_id: first.import_id },
    });
    const removed = await importer.as(user, (tx) => undoTrainingImport(tx, first.import_id, newId()));
    expect(removed).toBe(5);
    expect(await importer.import(user, file)).toMatchObject({ imported: 5, total: 5 });
  });
});

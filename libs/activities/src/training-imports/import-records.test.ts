import { mix32 } from '@understudy/domain/auto-train/seeded-random';
import { runs } from '@understudy/db/schema/runs';
import { confirmTrainingImport } from '@understudy/db/training-imports/confirm-training-import';
import { retryRun } from '@understudy/db/runs/retry-run';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestImporter } from '../testing/test-importer.ts';
import { announcePreview } from './announce-preview.ts';
import { endImport } from './end-import.ts';
import type { ImportReference } from './import-reference.ts';

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

/** Milliseconds: often enough to see a batch before the next one. */
const soon = { interval: 5, timeout: 30_000 };
const recordsOf = (reference: ImportReference) => async () => (await importer.read(reference)).counts.records;

describe('an import', () => {
  it('stores every record in its order, with its number, and its findings', async () => {
    const done = await importer.import(user, linesOf(2_500).join('\n'));
    expect(done).toMatchObject({
      status: 'completed',
      success: true,
      imported: 2_500,
      total: 2_500,
      counts: { records: 2_500, failed: 0, duplicates: 0, near_duplicates: 0, notices: {} },
      format: { container: 'jsonl', shape: 'alpaca' },
    });
    const examples = await importer.examples(user);
    expect(examples.map(({ importRecord }) => importRecord)).toEqual(
      Array.from({ length: 2_500 }, (_, index) => index + 1),
    );
    expect(examples[1_233]).toMatchObject({
      instruction: 'Question 1233?',
      response: words(1_233),
      context: null,
      content: null,
      source: 'import',
      patternType: 'example',
      qualityScore: 0.5,
      findingCodes: [],
      importId: done.import_id,
    });
  });

  it('keeps good records beside wrong ones, and tells line and column of these', async () => {
    const done = await importer.import(
      user,
      [line(1), '{"instruction": "a" "output"}', line(2)].join('\r\n'),
    );
    expect(done).toMatchObject({
      status: 'completed_with_errors',
      imported: 2,
      counts: { records: 3, failed: 1 },
      first_faults: [{ line: 2, column: 21, code: 'syntax_error' }],
      faults_url: `/api/training/imports/${done.import_id}/faults`,
    });
  });

  it('takes labels, multi-turn chats, tools and foreign fields as they are', async () => {
    const chat = {
      messages: [
        { role: 'system', content: 'You are Ash.' },
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'sunny' },
        { role: 'assistant', content: 'Sunny.', weight: 1 },
      ],
      genre: 'comedy',
      quality_score: 0.9,
      tag: 7,
    };
    const done = await importer.import(user, JSON.stringify([chat]));
    expect(done).toMatchObject({ status: 'completed', format: { container: 'json', shape: 'chat' } });
    const [example] = await importer.examples(user);
    expect(example).toMatchObject({
      instruction: 'Weather?',
      response: 'Sunny.',
      genre: 'comedy',
      qualityScore: expect.closeTo(0.9, 5),
      content: { kind: 'chat', extra: { tag: 7 } },
      optionalFields: 'extra tool_call_id tool_calls weight',
      findingCodes: ['too_short'],
    });
    expect(example?.content).not.toHaveProperty('labels');
  });
});

describe('an execution that is repeated', () => {
  it('goes on behind the last batch that was committed, and one that was given up stores nothing more', async () => {
    const reference = await importer.queue(user, linesOf(8_500).join('\n'));
    await importer.check(reference);
    const controller = new AbortController();
    const first = importer.store(reference, controller.signal);
    await expect.poll(recordsOf(reference), soon).toBeGreaterThan(0);
    controller.abort(new Error('The worker is gone'));
    await expect(first).rejects.toThrow('The worker is gone');
    const { counts } = await importer.read(reference);
    expect(counts.records).toBeLessThan(8_500);
    expect(await importer.examples(user)).toHaveLength(counts.records);

    // Two at once, as when a worker that was taken for dead is not: each batch is stored by one of them.
    const [one, other] = await Promise.all([importer.store(reference), importer.store(reference)]);
    expect([one, other].some(({ left }) => !left)).toBe(true);
    const result = await importer.end(reference);
    expect(result).toMatchObject({ status: 'completed', imported: 8_500, duplicates: 0 });
    const records = (await importer.examples(user)).map(({ importRecord }) => importRecord);
    expect(new Set(records).size).toBe(8_500);
    expect(records).toHaveLength(8_500);
  });

  it('comes back early while it is paused, and stops for good when the run has ended', async () => {
    const reference = await importer.queue(user, linesOf(5_000).join('\n'));
    await importer.check(reference);
    const setStatus = (status: 'paused' | 'running' | 'cancelled') =>
      importer.as(user, async (tx) => {
        await tx.update(runs).set({ status }).where(eq(runs.id, reference.runId));
      });
    await setStatus('paused');
    expect((await importer.store(reference)).left).toBe(true);
    const { counts } = await importer.read(reference);
    expect(counts.records).toBeGreaterThan(0);
    expect(counts.records).toBeLessThan(5_000);
    await setStatus('cancelled');
    expect(await importer.store(reference)).toMatchObject({ left: false });
    expect((await importer.read(reference)).counts).toEqual(counts);
    await setStatus('running');
    expect(await importer.store(reference)).toEqual({ records: 5_000, left: false });
  });
});

describe('all or nothing', () => {
  const choice = { mode: 'all_or_nothing' } as const;

  it('stores nothing where one record is wrong, and says which', async () => {
    const done = await importer.import(user, [...linesOf(1_500), '{"foo": 1}'].join('\n'), choice);
    expect(done).toMatchObject({
      status: 'failed',
      success: false,
      imported: 0,
      total: 0,
      counts: { records: 1_501, failed: 1 },
      problem: { code: 'validation_failed', detail: '1 of 1,501 records are wrong, so nothing was stored.' },
      first_faults: [{ line: 1_501, code: 'unknown_format' }],
    });
  });

  it('stores everything where none is', async () => {
    const done = await importer.import(user, linesOf(1_500).join('\n'), choice);
    expect(done).toMatchObject({ status: 'completed', imported: 1_500, total: 1_500 });
  });

  it('takes back what it has stored when it is cancelled, and can be retried', async () => {
    const reference = await importer.queue(user, linesOf(5_000).join('\n'), choice);
    await importer.check(reference);
    const controller = new AbortController();
    const storing = importer.store(reference, controller.signal);
    await expect.poll(recordsOf(reference), soon).toBeGreaterThan(0);
    controller.abort(new Error('Cancelled'));
    await expect(storing).rejects.toThrow('Cancelled');
    await endImport(importer.dependencies, { ...reference, outcome: 'cancelled' });
    expect(await importer.read(reference)).toMatchObject({ status: 'cancelled', imported: 0, total: 0 });
    expect(await importer.examples(user)).toEqual([]);

    const { attempt } = await importer.as(user, (tx) => retryRun(tx, reference.runId));
    expect(await importer.read(reference)).toMatchObject({ status: 'receiving' });
    const again = { ...reference, attempt };
    await importer.check(again);
    await importer.store(again);
    await importer.end(again);
    expect(await importer.read(reference)).toMatchObject({ status: 'completed', total: 5_000 });
  });
});

describe('a file that waits to be confirmed', () => {
  it('is stored by the mapping that was chosen', async () => {
    const reference = await importer.queue(user, '{"q1": "Who?", "a1": "Me.", "n": 3}', {
      waitsForConfirmation: true,
    });
    expect(await importer.check(reference)).toEqual({ waits: true, ended: false });
    await announcePreview(importer.dependencies, reference);
    expect(await importer.read(reference)).toMatchObject({
      status: 'awaiting_confirmation',
      preview: { needs_mapping: true, fields: ['q1', 'a1', 'n'], sample: [] },
    });
    const mapping = { instruction: 'q1', response: 'a1' };
    await importer.as(user, (tx) => confirmTrainingImport(tx, reference.runId, () => ({ mapping })));
    await importer.store(reference);
    await importer.end(reference);
    expect(await importer.examples(user)).toMatchObject([
      { instruction: 'Who?', response: 'Me.', content: { extra: { n: 3 } } },
    ]);
  });

  it('is refused where nobody is asked and no field is known', async () => {
    const reference = await importer.queue(user, '{"q1": "Who?", "a1": "Me."}');
    await expect(importer.check(reference)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringMatching(/for the question and for the answer.*q1, a1/),
    });
  });
});

describe('the end', () => {
  it.each([
    ['no record', '[]', 'file_empty'],
    [
      'records of which none can be read',
      '{"prompt": "a", "completion": ""}\n{"prompt": "b", "completion": 0.5, "label": false}',
      'file_unreadable',
    ],
  ])('of a file with %s is a failure', async (_, content, code) => {
    expect(await importer.import(user, content)).toMatchObject({ status: 'failed', problem: { code } });
  });

  it('of an import that is complete deletes its file', async () => {
    const reference = await importer.queue(user, linesOf(3).join('\n'), { storageKey: 'the/file' });
    await importer.check(reference);
    await importer.store(reference);
    expect(await importer.storage.exists('the/file')).toBe(true);
    await importer.end(reference);
    expect(await importer.storage.exists('the/file')).toBe(false);
  });
});

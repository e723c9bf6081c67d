import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { ExampleWriter } from '@understudy/domain/training-center/export/example-writer';
import { fitOf } from '@understudy/domain/training-center/export/format-fit';
import { optionalFieldsOf } from '@understudy/domain/training-center/export/optional-fields';
import { JsonImport } from '@understudy/domain/training-center/import/json-import';
import { arbitraryExample } from '@understudy/domain/training-center/testing/arbitrary-example';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transaction } from '../database.ts';
import { labelledExample, plainExample, seedExamples } from '../testing/seed-examples.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { loadExaminationPage } from '../training-quality/examination-page.ts';
import { countOrdinaryExamples, loadUnusualExamples } from './count-fits.ts';
import { toTrainingExample } from './example-row.ts';
import { planExport, type ExportPage } from './export-page.ts';
import type { ExportRow } from './export-row.ts';
import { loadExportText, planExportText, type ExportedFile } from './export-text.ts';
import { loadLeadingExamples } from './leading-examples.ts';

let database: TestDatabase;
let users = 0;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** A score is kept with the precision of the column. */
const labelled = (example: TrainingExample): TrainingExample => labelledExample(example, 0.25);

async function stored(examples: readonly TrainingExample[]): Promise<string> {
  users += 1;
  const user = `user ${users}`;
  await database.db.asUser(user, (tx) => seedExamples(tx, examples));
  return user;
}

async function exported(user: string): Promise<TrainingExample[]> {
  return await database.db.asUserForCopy(user, async (tx) => {
    const found: TrainingExample[] = [];
    for (const page of await planExport(tx, {}))
      found.push(...(await loadPage(tx, page)).map(toTrainingExample));
    return found;
  });
}

/** The rows of a page, by another way than the text of it takes. */
const loadPage = (tx: Transaction, page: ExportPage) => loadExaminationPage(tx, { avatarId: null }, page);

/** The examples of the file that an export is. */
function read(file: string): TrainingExample[] {
  const reader = new JsonImport({ container: { kind: 'lines' } });
  return [...reader.push(file), ...reader.end()].map((record) => {
    if (!record.ok) throw new Error(JSON.stringify(record.faults));
    return record.example;
  });
}

describe('an export', () => {
  it('can be imported again, and gives the same examples', async () => {
    const examples = fc.array(arbitraryExample.map(labelled), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(examples, async (given) => {
        const found = await exported(await stored(given));
        const writer = new ExampleWriter('jsonl');
        expect(read(found.map((example) => writer.write(example)).join(''))).toStrictEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  it('comes in pages by size, none of them left out or twice', async () => {
    const lengths = [10, 3_000_000, 10, 10, 1_000_000, 1_000_000, 10];
    const given = lengths.map((length, index) =>
      labelled(plainExample({ instruction: `${index}`, response: 'x'.repeat(length) })),
    );
    const user = await stored(given);
    const sizes = await database.db.asUser(user, async (tx) => {
      const pages = await planExport(tx, {});
      const rows = [];
      for (const page of pages) rows.push(await loadPage(tx, page));
      return rows.map((page) => page.map(({ instruction }) => instruction));
    });
    expect(sizes.flat()).toEqual(given.map((_, index) => `${index}`));
    expect(sizes.length).toBeGreaterThanOrEqual(3);
    for (const page of sizes) expect(page.length).toBeGreaterThan(0);
  });

  it('of nothing has no page', async () => {
    expect(await database.db.asUser('nobody', (tx) => planExport(tx, {}))).toEqual([]);
  });
});

describe('the leading examples', () => {
  it('have every field that any example brings into the file', async () => {
    const examples = fc.array(arbitraryExample.map(labelled), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(examples, async (given) => {
        const user = await stored(given);
        const leading = await database.db.asUser(user, (tx) => loadLeadingExamples(tx, {}));
        const fields = (some: readonly TrainingExample[]) => new Set(some.map(optionalFieldsOf));
        expect(fields(leading.map(toTrainingExample))).toEqual(fields(given));
      }),
      { numRuns: 60 },
    );
  });
});

describe('ordinary examples', () => {
  const views = [
    { context: null },
    { context: 'At sea.' },
    { context: ' ' },
    { instruction: 'a'.concat(contextMark, 'b') },
    { instruction: 'a'.concat(contextMark, 'b'), context: 'c' },
    { instruction: 'a\n\nContext:', context: 'c' },
    { instruction: 'a\n', context: 'c' },
    { instruction: 'Context:\n', context: 'c' },
    { instruction: ' ', context: 'c' },
    { rejectedResponse: 'No.' },
    { response: 'No.', rejectedResponse: 'No.' },
  ];

  it('are those that have no field of their own for their context, and two answers if any', async () => {
    const given = views.map((view) => plainExample(view));
    const user = await stored(given);
    const ordinary = given.filter((example) => !isUnusual(example));
    await database.db.asUserForCopy(user, async (tx) => {
      const counts = await countOrdinaryExamples(tx, {});
      const unusual = (await loadUnusualExamples(tx, {}, null)).map(toTrainingExample);
      expect(counts.preference).toBe(1);
      expect(counts.chat + counts.preference + unusual.length).toBe(views.length);
      for (const example of unusual) expect(isUnusual(example)).toBe(true);
      expect(counts.chat + counts.preference).toBe(ordinary.length);
    });
  });
});

/** The file that the texts and rows of all pages make, and how many rows there are among them. */
async function writtenText(tx: Transaction, file: ExportedFile): Promise<{ text: string; rows: number }> {
  const writer = new ExampleWriter(file.format);
  let [text, rows] = ['', 0];
  const sink = {
    text: (bytes: Buffer, from: number, to: number) => {
      text += writer.separate() + bytes.toString('utf8', from, to);
    },
    row: (row: ExportRow) => {
      rows += 1;
      text += writer.write(toTrainingExample(row));
    },
  };
  const { pages } = await planExportText(tx, file.filter, null);
  for (const page of pages) for await (const _ of loadExportText(tx, file, page, sink));
  return { text, rows };
}

describe('the text of an export', () => {
  const formats = ['jsonl', 'chat', 'preference', 'alpaca', 'sharegpt', 'csv'] as const;
  const texts = fc.string({
    unit: fc.oneof(fc.constantFrom(...'\'"\\=+-@,\t\r\n\u001f\u007f \u00a0é😀'), fc.string()),
    minLength: 1,
  });
  const said = texts.filter((text) => text.trim() !== '' && !text.includes('\0'));
  const ordinary = fc.record({
    instruction: said,
    response: said,
    context: fc.option(said),
    rejectedResponse: fc.option(said),
  });
  const views = fc.oneof(
    { weight: 12, arbitrary: ordinary },
    { weight: 1, arbitrary: ordinary.map((view) => ({ ...view, rejectedResponse: view.response })) },
  );

  async function expectSame(user: string, format: (typeof formats)[number]) {
    return await database.db.asUserForCopy(user, async (tx) => {
      const { text, rows } = await writtenText(tx, { format, filter: {}, except: [] });
      const [page] = await planExport(tx, {});
      if (page === undefined) throw new Error('There is no page');
      const examples = (await loadPage(tx, page)).map(toTrainingExample);
      const writer = new ExampleWriter(format);
      expect(text).toBe(examples.map((example) => writer.write(example)).join(''));
      return { rows, unusual: examples.filter(isUnusual).length };
    });
  }

  it.each(formats)('of ordinary examples is, as %s, what the writer writes', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(views, { minLength: 1, maxLength: 8 }), async (views) => {
        const user = await stored(views.map((view) => labelled(plainExample(view))));
        const { rows, unusual } = await expectSame(user, format);
        expect(rows).toBe(unusual);
      }),
      { numRuns: 60 },
    );
  });

  it.each(formats)('of any examples is, as %s, what the writer writes', async (format) => {
    const examples = fc.array(arbitraryExample.map(labelled), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(examples, async (given) => {
        await expectSame(await stored(given), format);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['jsonl', 'chat'] as const)(
    'of plain conversations is, as %s, written by PostgreSQL',
    async (format) => {
      const marks = ['"context": ', '"content": [', '{"role": ', ', "content": ', '"}, {"', '\\'];
      // What they become between two quotation marks: a text that is nothing else.
      const whole = [
        ...marks.map((mark) => mark.replaceAll('"', '')),
        'context',
        'content',
        'role',
        '}, {',
        '[',
        '{',
      ];
      const turn = fc.record({
        role: fc.constantFrom('system', 'user', 'assistant'),
        content: fc.oneof(
          fc.constantFrom(...whole),
          said,
          fc.array(fc.oneof(said, fc.constantFrom(...marks))).map((parts) => parts.join('')),
        ),
      });
      const messages = fc.array(turn, { minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(fc.array(messages, { minLength: 1, maxLength: 8 }), async (conversations) => {
          const given = conversations.map((turns) => labelled({ kind: 'chat', messages: turns }));
          const { rows } = await expectSame(await stored(given), format);
          // Those of a question and an answer are of texts alone, and may be unusual in another way.
          const conversationsOnly = given.filter(
            (example) => optionalFieldsOf({ ...example, labels: {} }) === '',
          );
          expect(rows).toBeLessThanOrEqual(given.length - conversationsOnly.length);
        }),
        { numRuns: 100 },
      );
    },
  );

  it('leaves out what is in the file already', async () => {
    const user = await stored([plainExample({ instruction: 'one' }), plainExample({ instruction: 'two' })]);
    await database.db.asUserForCopy(user, async (tx) => {
      const [page] = await planExport(tx, {});
      if (page === undefined) throw new Error('There is no page');
      const ids = (await loadPage(tx, page)).map(({ id }) => id);
      const file = { format: 'alpaca', filter: {} } as const;
      expect(await writtenText(tx, { ...file, except: ids })).toEqual({ text: '', rows: 0 });
      const { text } = await writtenText(tx, { ...file, except: ids.slice(0, 1) });
      expect(text).toMatch(/^\{"instruction":"two".*\}$/);
    });
  });

  it('comes in pages of the same number, none of them left out or twice', async () => {
    const given = Array.from({ length: 9_000 }, (_, index) => plainExample({ instruction: `${index}` }));
    const user = await stored([]);
    await database.db.asUserForCopy(user, async (tx) => {
      for (let from = 0; from < given.length; from += 1_000)
        await seedExamples(tx, given.slice(from, from + 1_000));
      expect((await planExportText(tx, {}, null)).pages).toHaveLength(3);
      const { text } = await writtenText(tx, { format: 'jsonl', filter: {}, except: [] });
      expect(read(text)).toEqual(given.map((example) => ({ ...example, labels: expect.anything() })));
    });
  });

  it('is planned a few pages at a time, up to what was there at the beginning', async () => {
    const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
    const add = (tx: Transaction, from: number, to: number) =>
      tx.execute(sql`
        insert into avatar_training_examples
          (id, instruction, response, pattern_type, quality_score, source, content_digest)
        select ('00000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid, 'Why?', 'So.', 'example', 0.5, 'manual', number
        from generate_series(${from}::integer, ${to}::integer) as number
      `);
    await database.db.asUser(await stored([]), async (tx) => {
      await add(tx, 1, 40_000);
      const whole = await planExportText(tx, {}, null);
      expect(whole.pages.map(({ to }) => to)).toEqual(
        Array.from({ length: 10 }, (_, page) => idOf(4_000 * (page + 1))),
      );
      expect(whole.rest).toBeNull();

      await add(tx, 40_001, 40_003);
      const { pages, rest } = await planExportText(tx, {}, null);
      expect(pages).toEqual(whole.pages);
      expect(rest).toEqual({ after: idOf(40_000), to: idOf(40_003) });
      await add(tx, 40_004, 40_004);
      expect(await planExportText(tx, {}, rest)).toEqual({ pages: [rest], rest: null });
    });
  });

  it('can be left half read: the connection is given up, and others work', async () => {
    const user = await stored(
      Array.from({ length: 200 }, () => plainExample({ response: 'x'.repeat(50_000) })),
    );
    const leave = database.db.asUserForCopy(user, async (tx) => {
      const [page] = (await planExportText(tx, {}, null)).pages;
      if (page === undefined) throw new Error('There is no page');
      const sink = { text: () => undefined, row: () => undefined };
      const file = { format: 'jsonl', filter: {}, except: [] } as const;
      for await (const _ of loadExportText(tx, file, page, sink)) break;
    });
    await expect(leave).rejects.toThrow();
    const counted = await database.db.asUser(user, (tx) => planExportText(tx, {}, null));
    expect(counted.pages).toHaveLength(1);
  });
});

function isUnusual(example: TrainingExample): boolean {
  const fit = fitOf(example, 'csv');
  const saysOneThingTwice = fit.outcome === 'left_out' && fit.reasons.includes('same_answers');
  return saysOneThingTwice || optionalFieldsOf(example).includes('context');
}

import { contextMark } from '@understudy/domain/training-center/examples/context-in-text';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { ExampleWriter, separatorOf } from '@understudy/domain/training-center/export/example-writer';
import { optionalFieldsOf } from '@understudy/domain/training-center/export/optional-fields';
import { JsonImport } from '@understudy/domain/training-center/import/json-import';
import { arbitraryExample } from '@understudy/domain/training-center/testing/arbitrary-example';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainExample, seedExamples } from '../testing/seed-examples.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { countOrdinaryExamples, loadUnusualExamples } from './count-fits.ts';
import { toTrainingExample } from './example-row.ts';
import { loadExportPage, planExport } from './export-page.ts';
import { loadExportText } from './export-text.ts';
import { loadLeadingExamples } from './leading-examples.ts';

let database: TestDatabase;
let users = 0;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

/** Every example has all labels once it is stored; a score is kept with the precision of the column. */
const labelled = (example: TrainingExample): TrainingExample => {
  const { genre } = example.labels ?? {};
  const labels = { pattern_type: 'answer', quality_score: 0.25, source: 'import' };
  return { ...example, labels: genre === undefined ? labels : { ...labels, genre } };
};

async function stored(examples: readonly TrainingExample[]): Promise<string> {
  users += 1;
  const user = `user ${users}`;
  await database.db.asUser(user, (tx) => seedExamples(tx, examples));
  return user;
}

async function exported(user: string): Promise<TrainingExample[]> {
  return await database.db.asUser(user, async (tx) => {
    const found: TrainingExample[] = [];
    for (const page of await planExport(tx, {}))
      found.push(...(await loadExportPage(tx, {}, page)).map(toTrainingExample));
    return found;
  });
}

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
      for (const page of pages) rows.push(await loadExportPage(tx, {}, page));
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
  ];

  it('are those that have no field of their own for their context', async () => {
    const given = views.map((view) => plainExample(view));
    const user = await stored(given);
    const ordinary = given.filter((example) => !optionalFieldsOf(example).includes('context'));
    await database.db.asUser(user, async (tx) => {
      const counts = await countOrdinaryExamples(tx, {});
      const unusual = (await loadUnusualExamples(tx, {}, null)).map(toTrainingExample);
      expect(counts.preference).toBe(1);
      expect(counts.chat + counts.preference + unusual.length).toBe(views.length);
      for (const example of unusual) expect(optionalFieldsOf(example)).toContain('context');
      expect(counts.chat + counts.preference).toBe(ordinary.length);
    });
  });
});

describe('the text of a page', () => {
  const formats = ['jsonl', 'chat', 'preference', 'alpaca', 'sharegpt'] as const;
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

  it.each(formats)('of ordinary examples is, as %s, what the writer writes', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(ordinary, { minLength: 1, maxLength: 8 }), async (views) => {
        const user = await stored(views.map((view) => labelled(plainExample(view))));
        await database.db.asUser(user, async (tx) => {
          const [page] = await planExport(tx, {});
          if (page === undefined) throw new Error('There is no page');
          const written = await loadExportText(tx, { format, filter: {}, except: [] }, page);
          const examples = (await loadExportPage(tx, {}, page)).map(toTrainingExample);
          const writer = new ExampleWriter(format);
          const expected = examples.map((example) => writer.write(example)).join('');
          const joined = written === null ? null : written.join(separatorOf(format));
          expect(joined).toBe(examples.some(isUnusual) ? null : expected);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what is in the file already, and is null where an example is not ordinary', async () => {
    const user = await stored([plainExample({ instruction: 'one' }), plainExample({ instruction: 'two' })]);
    await database.db.asUser(user, async (tx) => {
      const [page] = await planExport(tx, {});
      if (page === undefined) throw new Error('There is no page');
      const [first, second] = await loadExportPage(tx, {}, page);
      const textWithout = (except: string[]) =>
        loadExportText(tx, { format: 'alpaca', filter: {}, except }, page);
      expect(await textWithout([first?.id ?? '', second?.id ?? ''])).toEqual([]);
      expect(await textWithout([first?.id ?? ''])).toEqual([
        expect.stringMatching(/^\{"instruction":"two".*\}$/),
      ]);
      expect(await textWithout([])).toEqual([expect.stringContaining(`}${separatorOf('alpaca')}{`)]);
      await seedExamples(tx, [plainExample({ instruction: 'a'.concat(contextMark, 'b') })]);
      const [whole] = await planExport(tx, {});
      if (whole === undefined) throw new Error('There is no page');
      expect(await loadExportText(tx, { format: 'alpaca', filter: {}, except: [] }, whole)).toBeNull();
    });
  });
});

const isUnusual = (example: TrainingExample): boolean => optionalFieldsOf(example).includes('context');

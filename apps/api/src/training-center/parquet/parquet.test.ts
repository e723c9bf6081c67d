import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { copyHeader } from '@understudy/db/bulk/copied-rows';
import { createTestDatabase, type TestDatabase } from '@understudy/db/testing/test-database';
import { labelledExample, plainExample, seedExamples } from '@understudy/db/testing/seed-examples';
import { planExportText } from '@understudy/db/training-examples/export-text';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import { parquetRow } from '@understudy/domain/training-center/export/parquet-row';
import { arbitraryExample } from '@understudy/domain/training-center/testing/arbitrary-example';
import { tableFromIPC } from 'apache-arrow';
import { expandParquet } from '@understudy/activities/training-imports/expand-parquet';
import { JsonImport } from '@understudy/domain/training-center/import/json-import';
import fc from 'fast-check';
import { ParquetFile, readParquet } from 'parquet-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExportColumns } from '@understudy/db/training-examples/export-columns';
import { exportParquet } from './export-parquet.ts';
import { gatherRecordBatches } from './gather-record-batches.ts';
import { writeParquet } from './write-parquet.ts';

let database: TestDatabase;
let users = 0;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.close());

const labelled = (example: TrainingExample): TrainingExample => labelledExample(example, 0.7);

/** The examples as PostgreSQL copies them, stored before as those of a new user. */
async function copied(examples: readonly TrainingExample[]): Promise<Buffer[]> {
  users += 1;
  const user = `user ${users}`;
  return await database.db.asUserForCopy(user, async (tx) => {
    for (let from = 0; from < examples.length; from += 1_000)
      await seedExamples(tx, examples.slice(from, from + 1_000));
    const found: Buffer[] = [];
    const { pages } = await planExportText(tx, {}, null);
    for (const page of pages) for await (const piece of loadExportColumns(tx, {}, page)) found.push(piece);
    return found;
  });
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** What stands in a file, by a reader of its own. */
function read(file: Uint8Array): unknown {
  const table = tableFromIPC(readParquet(file).intoIPCStream());
  return comparable(JSON.parse(JSON.stringify(table.toArray())));
}

async function countRowGroups(file: Uint8Array<ArrayBuffer>): Promise<number> {
  const parquet = await ParquetFile.fromFile(new Blob([file]));
  return parquet.metadata().numRowGroups();
}

const rowsOf = (examples: readonly TrainingExample[]): unknown => comparable(examples.map(parquetRow));

const jsonFields = new Set(['tools', 'extra', 'content_parts']);

/** PostgreSQL keeps the fields of a document in an order of its own; the reader takes a byte order mark at the beginning of a text away, so none is compared. */
function comparable(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows), (field, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    return jsonFields.has(field) ? JSON.parse(value) : value.replace(/^\uFEFF+/u, '');
  });
}

describe('a Parquet file', () => {
  it('holds every example, whether it comes as columns or as a whole', async () => {
    const plain = fc
      .tuple(fc.string(), fc.option(fc.string()))
      .map(([instruction, context]) =>
        plainExample({ instruction, ...(context === null ? {} : { context }) }),
      );
    const examples = fc.array(fc.oneof(arbitraryExample, plain).map(labelled), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(examples, async (given) => {
        const file = await bytesOf(
          writeParquet(gatherRecordBatches(Readable.from([copyHeader, ...(await copied(given))]))),
        );
        expect(read(file)).toEqual(rowsOf(given));
      }),
      { numRuns: 60 },
    );
  });

  it('can be imported again, and gives the same examples', async () => {
    const examples = fc.array(arbitraryExample.map(labelled), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(examples, async (given) => {
        const file = await bytesOf(
          writeParquet(gatherRecordBatches(Readable.from([copyHeader, ...(await copied(given))]))),
        );
        const reader = new JsonImport({ container: { kind: 'lines' } });
        const lines = (await bytesOf(expandParquet(Readable.from([file])))).toString();
        const records = [...reader.push(lines), ...reader.end()];
        expect(comparable(records.map((record) => (record.ok ? record.example : record)))).toEqual(
          comparable(given),
        );
      }),
      { numRuns: 8 },
    );
  });

  it.each([
    ['many', 12_000, 'At sea.', 2],
    // Random letters: others are compressed to nearly nothing.
    ['long', 500, randomBytes(60_000).toString('base64'), 4],
  ])(
    'has row groups of its own for examples that are %s, and comes as they are written',
    async (_, count, context, groups) => {
      const given = Array.from({ length: count }, (_, index) =>
        labelled(plainExample({ instruction: `Question ${index}`, context: `${index}${context}` })),
      );
      const pieces: Uint8Array[] = [];
      const copy = Readable.from([copyHeader, ...(await copied(given))]);
      for await (const piece of writeParquet(gatherRecordBatches(copy))) pieces.push(piece);
      const file = Buffer.concat(pieces);
      expect(read(file)).toEqual(rowsOf(given));
      const rowGroups = await countRowGroups(file);
      expect(rowGroups).toBeGreaterThanOrEqual(groups);
      expect(pieces.length).toBeGreaterThanOrEqual(rowGroups);
    },
  );

  it('is whole after another one, after one that nobody took to its end, and after one that could not be read', async () => {
    const [some, others] = [['One?', 'Two?'], ['Three?']].map((questions) =>
      questions.map((instruction) => labelled(plainExample({ instruction }))),
    );
    if (some === undefined || others === undefined) throw new Error('There are two files');
    const many = Array.from({ length: 30_000 }, () =>
      labelled(plainExample({ response: 'Word. '.repeat(50) })),
    );
    const [fewCopied, otherCopied, manyCopied] = [
      await copied(some),
      await copied(others),
      await copied(many),
    ];
    const fileOf = (pages: readonly Buffer[]) =>
      exportParquet(async () => Readable.from([Readable.from(pages)]));
    expect(read(await bytesOf(await fileOf(fewCopied)))).toEqual(rowsOf(some));
    expect(read(await bytesOf(await fileOf(otherCopied)))).toEqual(rowsOf(others));
    for await (const _ of await fileOf(manyCopied)) break;
    expect(read(await bytesOf(await fileOf(otherCopied)))).toEqual(rowsOf(others));
    const unreadable = async function* () {
      yield* fewCopied;
      throw new Error('The database is away');
    };
    await expect(
      bytesOf(await exportParquet(async () => Readable.from([Readable.from(unreadable())]))),
    ).rejects.toThrow('The database is away');
    expect(read(await bytesOf(await fileOf(fewCopied)))).toEqual(rowsOf(some));
  });
});

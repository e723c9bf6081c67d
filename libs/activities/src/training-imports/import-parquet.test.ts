import { Int64, Table as ArrowTable, tableFromArrays, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestImporter } from '../testing/test-importer.ts';

let importer: TestImporter;
beforeAll(async () => {
  importer = await TestImporter.start();
}, 60_000);
afterAll(() => importer.close());

/** A file as other programs write it, packed with Zstandard. */
function parquetOf(table: ArrowTable): Buffer {
  const properties = new WriterPropertiesBuilder().setCompression(Compression.ZSTD).build();
  return Buffer.from(writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')), properties));
}

const questions = Array.from({ length: 2_500 }, (_, index) => `Question ${String(index)}`);
const answers = questions.map((_, index) => `Answer ${String(index * 7919)}`);

describe('a Parquet file', () => {
  it('of somebody else is imported row by row, with numbers of 64 bits', async () => {
    const views = questions.map((_, index) => (index === 0 ? 2n ** 60n : BigInt(index)));
    const table = new ArrowTable({
      question: vectorFromArray(questions, new Utf8()),
      answer: vectorFromArray(answers, new Utf8()),
      views: vectorFromArray(views, new Int64()),
    });
    const done = await importer.import('ann', parquetOf(table), { fileName: 'train.parquet' });
    expect(done).toMatchObject({
      status: 'completed',
      imported: 2_500,
      format: { container: 'parquet', title: 'Named fields, Parquet', compressed: false },
    });
    const [first, second] = await importer.examples('ann');
    expect(first).toMatchObject({ instruction: 'Question 0', response: 'Answer 0' });
    expect(second).toMatchObject({ content: { extra: { views: 1 } } });
  });

  it.each([
    ['cut off', (file: Buffer) => file.subarray(0, -200)],
    ['damaged', (file: Buffer) => file.fill(7, 40, 400)],
    ['nothing but its mark', () => Buffer.from('PAR1')],
  ])('that is %s is refused, and nothing of it stored', async (_, spoil) => {
    const table = tableFromArrays({ question: questions, answer: answers });
    const reference = await importer.queue('bob', spoil(parquetOf(table)));
    await expect(importer.check(reference)).rejects.toMatchObject({
      code: 'file_unreadable',
      message: expect.stringMatching(/^The Parquet file is damaged/),
    });
    expect(await importer.examples('bob')).toEqual([]);
  });
});

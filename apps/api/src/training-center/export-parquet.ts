import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExportRow } from '@understudy/db/training-examples/export-row';
import { parquetRow } from '@understudy/domain/training-center/export/parquet-row';
import { parquetColumns, parquetSchema } from '@understudy/domain/training-center/export/parquet-schema';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** Rows that are gathered into one row group: readers like large ones, memory small ones. */
const groupRows = 2_500;
const groupBytes = 4_000_000;

/**
 * The file in Apache Parquet, a row group at a time: a group is in memory while it is gathered, and is sent on when it is
 * written.
 */
export async function* exportParquet(pages: AsyncIterable<readonly ExportRow[]>): AsyncGenerator<Buffer> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: [...parquetSchema], statistics: false });
  let group: ExportRow[] = [];
  let size = 0;
  for await (const rows of pages) {
    group.push(...rows);
    size += rows.reduce((sum, { instruction, response }) => sum + instruction.length + response.length, 0);
    if (group.length < groupRows && size < groupBytes) continue;
    await writeGroup(writer, group);
    yield takeBytes(bytes);
    [group, size] = [[], 0];
  }
  if (group.length > 0) await writeGroup(writer, group);
  await writer.finish();
  yield takeBytes(bytes);
}

async function writeGroup(writer: ParquetWriter, group: readonly ExportRow[]): Promise<void> {
  const rows = group.map((row) => parquetRow(toTrainingExample(row)));
  const columnData = parquetColumns.map((name) => ({ name, data: rows.map((row) => row[name]) }));
  await writer.write({ columnData, rowGroupSize: rows.length });
}

/** What was written since the last time; the offsets in the file go on counting. */
function takeBytes(writer: ByteWriter): Buffer {
  const taken = Buffer.from(writer.getBuffer());
  writer.index = 0;
  return taken;
}

import { CopiedRows } from '@understudy/db/bulk/copied-rows';
import { RecordBatchStreamWriter } from 'apache-arrow';
import { RecordBatchBuilder } from './record-batch-builder.ts';

/** A record batch is handed on when it is as large; several make a row group of the file. */
const most = { rows: 10_000, bytes: 2_000_000 };

/** Record batches, in Arrow's format for streams, of examples that come as PostgreSQL copies them (`loadExportColumns`). */
export async function* gatherRecordBatches(copied: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  const batch = new RecordBatchBuilder();
  const rows = new CopiedRows((bytes, places) => batch.appendCopied(bytes, places));
  for await (const piece of copied) {
    rows.push(piece);
    if (rows.isOver) break;
    if (batch.rows < most.rows && batch.size < most.bytes) continue;
    yield encoded(batch);
    batch.clear();
  }
  if (batch.rows > 0) yield encoded(batch);
}

/** Copied together: the batch can be changed afterwards. */
function encoded(batch: RecordBatchBuilder): Uint8Array {
  return RecordBatchStreamWriter.writeAll([batch.view()]).toUint8Array(true);
}

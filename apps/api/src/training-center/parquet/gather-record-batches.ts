import { CopiedRows } from '@understudy/db/bulk/copied-rows';
import type { RecordBatch } from 'apache-arrow';
import { RecordBatchBuilder } from './record-batch-builder.ts';

/** A record batch is handed on when it is as large; several make a row group of the file. */
const most = { rows: 10_000, bytes: 2_000_000 };

/** The record batches of examples that come as PostgreSQL copies them (`loadExportColumns`). Each is valid until the next one. */
export async function* gatherRecordBatches(copied: AsyncIterable<Buffer>): AsyncGenerator<RecordBatch> {
  const batch = new RecordBatchBuilder();
  const rows = new CopiedRows((bytes, places) => batch.appendCopied(bytes, places));
  for await (const piece of copied) {
    rows.push(piece);
    if (rows.isOver) break;
    if (batch.rows < most.rows && batch.size < most.bytes) continue;
    yield batch.view();
    batch.clear();
  }
  if (batch.rows > 0) yield batch.view();
}

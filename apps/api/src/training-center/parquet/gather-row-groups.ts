import { CopiedRows } from '@understudy/db/bulk/copied-rows';
import type { RecordBatch } from 'apache-arrow';
import { RowGroup } from './row-group.ts';

/** Rows that are gathered into one row group: readers like large ones, memory small ones. */
export const groupRows = 10_000;
const groupBytes = 8_000_000;

/** The row groups of examples that come as PostgreSQL copies them (`loadExportColumns`). Each is valid until the next one. */
export async function* gatherRowGroups(copied: AsyncIterable<Buffer>): AsyncGenerator<RecordBatch> {
  const group = new RowGroup();
  const rows = new CopiedRows((bytes, places) => group.appendCopied(bytes, places));
  for await (const piece of copied) {
    rows.push(piece);
    if (rows.isOver) break;
    if (group.rows < groupRows && group.size < groupBytes) continue;
    yield group.view();
    group.clear();
  }
  if (group.rows > 0) yield group.view();
}

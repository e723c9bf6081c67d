/** Makes a file in Apache Parquet, on standard output, of rows in JSON, a line each, on standard input. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportRowSchema, type ExportRow } from '@understudy/db/training-examples/export-row';
import { exportParquet } from './export-parquet.ts';

/** Rows that are handed on together. */
const batchRows = 500;

async function* rowsOf(lines: AsyncIterable<string>): AsyncGenerator<ExportRow[]> {
  let rows: ExportRow[] = [];
  for await (const line of lines) {
    rows.push(exportRowSchema.parse(JSON.parse(line)));
    if (rows.length < batchRows) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
await pipeline(Readable.from(exportParquet(rowsOf(lines)), { highWaterMark: 1 }), process.stdout);

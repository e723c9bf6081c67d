/**
 * Writes the rows of a file in Apache Parquet as JSON, one on a line, to standard output; before them how many there are. A process
 * of its own, since memory of WebAssembly is never given back, and what the file holds is a stranger's.
 */
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { RecordBatchReader, type RecordBatch } from 'apache-arrow';
import { ParquetFile, type RecordBatch as PackedBatch } from 'parquet-wasm';

/** Rows that are unpacked at a time: an example may have ten million characters. */
const rowsAtATime = 100;

const [path = ''] = process.argv.slice(2);

/** What JSON has no form for: whole numbers of 64 bits, and bytes, such as a picture's. */
function plainValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function linesOf(batch: RecordBatch): string {
  let lines = '';
  for (const row of batch) lines += `${JSON.stringify(row, plainValue)}\n`;
  return lines;
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

try {
  const file = await ParquetFile.fromFile(await openAsBlob(path));
  await write(`${JSON.stringify({ rows: file.metadata().fileMetadata().numRows() })}\n`);
  const batches: ReadableStream<PackedBatch> = await file.stream({ batchSize: rowsAtATime });
  for await (const packed of batches) {
    for (const batch of RecordBatchReader.from(packed.intoIPCStream())) await write(linesOf(batch));
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

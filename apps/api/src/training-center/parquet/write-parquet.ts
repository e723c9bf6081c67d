import { ReadableStream } from 'node:stream/web';
import { RecordBatchStreamWriter, type RecordBatch } from 'apache-arrow';
import {
  Compression,
  EnabledStatistics,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
} from 'parquet-wasm';

/** A row group is written when it is as large: readers like large ones, memory small ones. */
const most = { rows: 10_000, bytes: 8_000_000 };

/**
 * The file in Apache Parquet that record batches make, written as they come. One may be changed as soon as the next is asked for.
 */
export async function* writeParquet(batches: AsyncIterator<RecordBatch>): AsyncGenerator<Uint8Array> {
  const properties = new WriterPropertiesBuilder()
    // Readers of any age know it.
    .setCompression(Compression.SNAPPY)
    .setStatisticsEnabled(EnabledStatistics.None)
    .setMaxRowGroupSize(most.rows)
    .setMaxRowGroupBytes(most.bytes)
    .build();
  const handedOver = new ReadableStream({
    async pull(controller) {
      const next = await batches.next();
      if (next.done === true) return controller.close();
      const message = RecordBatchStreamWriter.writeAll([next.value]).toUint8Array(true);
      const table = Table.fromIPCStream(message);
      for (const part of table.recordBatches()) controller.enqueue(part);
      // Its memory is no concern of the garbage collector, which would let all of them lie until the file has ended.
      table.free();
    },
  });
  yield* await transformParquetStream(handedOver, properties);
}

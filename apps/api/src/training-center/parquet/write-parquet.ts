import { ReadableStream } from 'node:stream/web';
import { RecordBatchStreamWriter, type RecordBatch } from 'apache-arrow';
import {
  Compression,
  EnabledStatistics,
  Table,
  transformParquetStream,
  WriterPropertiesBuilder,
} from 'parquet-wasm';

/** More than any row group has: where one ends is decided by whoever gathers them. */
const mostRows = 1_000_000;

/**
 * The file in Apache Parquet that row groups make, written as they come. A row group may be changed as soon as the next one
 * is asked for.
 */
export async function* writeParquet(groups: AsyncIterator<RecordBatch>): AsyncGenerator<Uint8Array> {
  const properties = new WriterPropertiesBuilder()
    // Readers of any age know it.
    .setCompression(Compression.SNAPPY)
    .setStatisticsEnabled(EnabledStatistics.None)
    .setMaxRowGroupSize(mostRows)
    .build();
  const handedOver = new ReadableStream({
    async pull(controller) {
      const next = await groups.next();
      if (next.done === true) return controller.close();
      const message = RecordBatchStreamWriter.writeAll([next.value]).toUint8Array(true);
      for (const batch of Table.fromIPCStream(message).recordBatches()) controller.enqueue(batch);
    },
  });
  yield* await transformParquetStream(handedOver, properties);
}

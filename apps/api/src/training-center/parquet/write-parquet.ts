import { ReadableStream } from 'node:stream/web';
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
 * The file in Apache Parquet that record batches make, written as they come. Each is in Arrow's format for streams, in memory of its
 * own, which is given back.
 */
export async function* writeParquet(batches: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
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
      const table = Table.fromIPCStream(next.value);
      // Copied into WebAssembly: given back now, and not when the garbage collector comes, for which one object is nothing.
      if (next.value.buffer instanceof ArrayBuffer) next.value.buffer.transfer(0);
      for (const part of table.recordBatches()) controller.enqueue(part);
      // Its memory is no concern of the garbage collector, which would let all of them lie until the file has ended.
      table.free();
    },
  });
  yield* await transformParquetStream(handedOver, properties);
}

import { newBatch } from '../batch-shape.ts';
import { historiesTable, memoryTable, throughputTable } from '../auto-train-tables.ts';
import { watchProcessors } from '../../measuring/processor-use.ts';
import { measureBatch } from '../measuring/measure-batch.ts';
import { followMemory } from '../measuring/memory-course.ts';
import { insistOnRows, megabytes, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 10_000, concurrency: 50, latencyMs: 0 };
/** Megabytes, and what Temporal warns of in a history. */
const targets = { memory: 400, events: 10_240, historyMegabytes: 10 };

/** A provider that takes no time: what is left is the product's own work, and what it leaves behind. */
export const manyExamples: Scenario = {
  name: 'many',
  async run({ print, simulatorUrl, product }) {
    print.note(`${shape.numExamples} examples, no latency, ${shape.concurrency} calls at a time.`);
    const batch = newBatch(shape.numExamples, shape.concurrency);
    const processorUse = watchProcessors();
    const memory = await followMemory(product.pid());
    const measurement = await measureBatch(product, batch, { simulatorUrl, ...shape });
    const [busy, course] = [processorUse(), memory()];
    insistOnRows(product.title, measurement);
    const histories = await product.histories(batch);
    print.table(throughputTable(shape.numExamples, measurement, busy));
    print.table(memoryTable(course, measurement.peakBytes));
    print.table(historiesTable(histories));
    print.target({
      name: 'worker_memory',
      subject: "the worker's peak resident memory",
      measured: megabytes(measurement.peakBytes) ?? Infinity,
      below: targets.memory,
      unit: 'megabytes',
    });
    print.target({
      name: 'history_events',
      subject: 'the longest history, in events,',
      measured: Math.max(...histories.map(({ events }) => events)),
      below: targets.events,
      unit: 'count',
    });
    print.target({
      name: 'history_size',
      subject: 'the largest history',
      measured: megabytes(Math.max(...histories.map(({ bytes }) => bytes))) ?? Infinity,
      below: targets.historyMegabytes,
      unit: 'megabytes',
    });
  },
};

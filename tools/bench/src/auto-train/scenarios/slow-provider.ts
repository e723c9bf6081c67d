import { newBatch } from '../batch-shape.ts';
import { comparisonTable, type ComparisonRow } from '../auto-train-tables.ts';
import { measureBatch } from '../measuring/measure-batch.ts';
import type { MeasuredSystem } from '../systems/measured-system.ts';
import { insistOnRows, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 500, concurrency: 50, latencyMs: 3_000 };
const targetMs = 60_000;

/** A provider that takes as long as real ones do: 25 minutes for the batch, one call after the other. */
export const slowProvider: Scenario = {
  name: 'slow',
  async run({ print, simulatorUrl, product, eachPeer }) {
    print.note(`${shape.numExamples} examples at 3 s a call, ${shape.concurrency} at a time.`);
    const rows: ComparisonRow[] = [];
    const measure = async (system: MeasuredSystem): Promise<void> => {
      const batch = newBatch(shape.numExamples, shape.concurrency);
      const measurement = await measureBatch(system, batch, { simulatorUrl, ...shape });
      insistOnRows(system.title, measurement);
      const ratio = measurement.ratio ?? 0;
      rows.push({ system, ...measurement, ratio, worstRatio: ratio, activities: null });
    };
    await eachPeer(measure, ['plain']);
    await measure(product);
    print.table({ ...comparisonTable(rows), name: 'slow_provider', title: 'At 3 s a call' });
    print.target({
      name: 'at_three_seconds',
      subject: '500 examples at 3 s a call',
      measured: rows.find(({ system }) => system === product)?.ms ?? Infinity,
      below: targetMs,
      unit: 'ms',
    });
  },
};

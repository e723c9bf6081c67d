import { benchModel, newBatch, type BatchShape } from '../batch-shape.ts';
import { comparisonTable } from '../auto-train-tables.ts';
import { measureBatch } from '../measuring/measure-batch.ts';
import type { RunningBatch } from '../systems/measured-system.ts';
import { insistOnRows, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 200, concurrency: 50, latencyMs: 200 };
const models = [benchModel, 'gpt-5.4-nano', 'gpt-4.1-mini'];
const targetRatio = 1.1;

/** Three models write each example and vote: six calls for each. */
export const ensemble: Scenario = {
  name: 'ensemble',
  async run({ print, simulatorUrl, product }) {
    print.note(
      `${shape.numExamples} examples by ${models.length} models with votes, ${shape.latencyMs} ms a call.`,
    );
    const begin = (batch: BatchShape): Promise<RunningBatch> => product.beginEnsemble(batch, models);
    const warmUp = newBatch(50, shape.concurrency);
    await measureBatch(product, warmUp, { simulatorUrl, latencyMs: 0 }, begin);
    const batch = newBatch(shape.numExamples, shape.concurrency);
    const measurement = await measureBatch(product, batch, { simulatorUrl, ...shape }, begin);
    insistOnRows(product.title, measurement);
    const ratio = measurement.ratio ?? 0;
    const rows = [{ system: product, ...measurement, ratio, worstRatio: ratio, activities: null }];
    print.table({ ...comparisonTable(rows), name: 'ensemble', title: 'Ensemble of three with votes' });
    print.target({
      name: 'ensemble_ratio_to_ideal',
      subject: 'ensemble of three, time ÷ ideal of all calls,',
      measured: ratio,
      below: targetRatio,
      unit: 'ratio',
    });
  },
};

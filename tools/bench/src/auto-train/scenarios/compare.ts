import { newBatch } from '../batch-shape.ts';
import { medianOf } from '../../measuring/distribution.ts';
import { measureBatch, type BatchMeasurement } from '../measuring/measure-batch.ts';
import type { MeasuredSystem } from '../systems/measured-system.ts';
import { comparisonTable, type ComparisonRow } from '../auto-train-tables.ts';
import { insistOnRows, type BenchParts, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 500, concurrency: 50, latencyMs: 200 };
const rounds = 3;
const target = { ratio: 1.1, activitiesPerExample: 0.2 };

/** All systems do the same work, in turns; each figure is the median of the rounds. */
export const compare: Scenario = {
  name: 'compare',
  comparesPeers: true,
  async run({ print, simulatorUrl, product, peers }) {
    print.note(
      `${shape.numExamples} examples, ${shape.latencyMs} ms a call, ${shape.concurrency} at a time, ${rounds} rounds in ` +
        'turns, medians. The ideal is calls × latency ÷ concurrency. Peers write one row for each item; the product also ' +
        'judges, compares with all other examples, keeps a budget and tells of each item.',
    );
    const systems = [...peers, product];
    const measured = new Map<MeasuredSystem, BatchMeasurement[]>(systems.map((system) => [system, []]));
    let activities = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const system of systems) {
        const batch = newBatch(shape.numExamples, shape.concurrency);
        const measurement = await measureBatch(system, batch, { simulatorUrl, ...shape });
        insistOnRows(system.title, measurement);
        measured.get(system)?.push(measurement);
        if (system !== product) continue;
        const histories = await product.histories(batch);
        activities = histories.reduce((sum, history) => sum + history.activities, 0) / shape.numExamples;
      }
    }
    const rows = [...measured].map(([system, batches]) => summarize(system, batches));
    print.table(
      comparisonTable(
        rows.map((row) => ({ ...row, activities: row.system === product ? activities : null })),
      ),
    );
    printTargets(print, rows, product, activities);
  },
};

function summarize(system: MeasuredSystem, batches: readonly BatchMeasurement[]): ComparisonRow {
  const of = (key: 'ms' | 'calls'): number => medianOf(batches.map((batch) => batch[key]));
  const ratios = batches.map(({ ratio }) => ratio ?? 0);
  const sum = (key: 'lost' | 'doubled'): number => batches.reduce((all, batch) => all + batch[key], 0);
  return {
    system,
    ms: of('ms'),
    calls: of('calls'),
    ratio: medianOf(ratios),
    worstRatio: Math.max(...ratios),
    peakBytes: Math.max(...batches.map(({ peakBytes }) => peakBytes ?? 0)) || null,
    lost: sum('lost'),
    doubled: sum('doubled'),
    activities: null,
  };
}

function printTargets(
  print: BenchParts['print'],
  rows: readonly ComparisonRow[],
  product: MeasuredSystem,
  activities: number,
): void {
  const ours = rows.find(({ system }) => system === product)?.ratio ?? Infinity;
  const durable = rows.filter(({ system }) => system !== product && system.isDurable);
  const best = durable.toSorted((a, b) => a.ratio - b.ratio)[0];
  print.target({
    name: 'ratio_to_ideal',
    subject: '500 examples at 200 ms, time ÷ ideal,',
    measured: ours,
    below: target.ratio,
    unit: 'ratio',
  });
  if (best !== undefined) {
    print.target({
      name: 'ahead_of_durable_peers',
      subject: `the same, beside the fastest durable peer (${best.system.title}),`,
      measured: ours,
      below: best.ratio,
      unit: 'ratio',
    });
  }
  print.target({
    name: 'activities_per_example',
    subject: 'Temporal activities for each example',
    measured: activities,
    below: target.activitiesPerExample,
    unit: 'decimal',
  });
}

import { newBatch, type BatchShape } from '../batch-shape.ts';
import { medianOf } from '../../measuring/distribution.ts';
import { measureBatch, warmUp, type BatchMeasurement } from '../measuring/measure-batch.ts';
import { peerNames } from '../peers/peer.ts';
import type { MeasuredSystem } from '../systems/measured-system.ts';
import { comparisonTable, type ComparisonRow } from '../auto-train-tables.ts';
import type { ProductSystem } from '../systems/product-system.ts';
import { insistOnRows, type BenchParts, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 500, concurrency: 50, latencyMs: 200 };
const rounds = 3;
const target = { ratio: 1.1, activitiesPerExample: 0.2 };

type MeasuredBatch = BatchMeasurement & { batch: BatchShape };

/**
 * All systems do the same work, one after the other, the product before each peer; figures are medians. Each has the same
 * in its turn: a batch to warm up, then those that are measured.
 */
export const compare: Scenario = {
  name: 'compare',
  async run({ print, simulatorUrl, product, eachPeer }) {
    print.note(
      `${shape.numExamples} examples, ${shape.latencyMs} ms a call, ${shape.concurrency} at a time; medians. In its turn each ` +
        `system has one batch to warm up and ${rounds} that are measured; the product has a turn before each peer, so that a ` +
        'change of the load on the machine meets all. The ideal is ' +
        'calls × latency ÷ concurrency. Peers write one row for each item; the product also compares it with all other ' +
        'examples, keeps a ledger and tells of each. Memory and processor time are those of the process that makes the calls.',
    );
    const measureTurn = async (system: MeasuredSystem): Promise<MeasuredBatch[]> => {
      const batches: MeasuredBatch[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const batch = newBatch(shape.numExamples, shape.concurrency);
        const measurement = await measureBatch(system, batch, { simulatorUrl, ...shape });
        insistOnRows(system.title, measurement);
        batches.push({ ...measurement, batch });
      }
      return batches;
    };
    const rows: ComparisonRow[] = [];
    const ours: MeasuredBatch[] = [];
    for (const name of peerNames) {
      await warmUp(product, simulatorUrl);
      ours.push(...(await measureTurn(product)));
      await eachPeer(async (peer) => void rows.push(summarize(peer, await measureTurn(peer), null)), [name]);
    }
    const activities = medianOf(
      await Promise.all(ours.map(({ batch }) => activitiesPerExample(product, batch))),
    );
    rows.push(summarize(product, ours, activities));
    print.table(comparisonTable(rows));
    printTargets(print, rows, product, activities);
  },
};

async function activitiesPerExample(product: ProductSystem, batch: BatchShape): Promise<number> {
  const histories = await product.histories(batch);
  return histories.reduce((sum, { activities }) => sum + activities, 0) / batch.numExamples;
}

function summarize(
  system: MeasuredSystem,
  batches: readonly BatchMeasurement[],
  activities: number | null,
): ComparisonRow {
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
    processorMs: medianOf(batches.map(({ processorMs }) => processorMs ?? 0)) || null,
    lost: sum('lost'),
    doubled: sum('doubled'),
    activities,
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

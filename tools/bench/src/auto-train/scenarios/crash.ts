import { crashTable, type CrashRow } from '../auto-train-tables.ts';
import { newBatch } from '../batch-shape.ts';
import { measureCrash } from '../measuring/measure-batch.ts';
import type { MeasuredSystem } from '../systems/measured-system.ts';
import { insistOnRows, type Scenario } from './bench-parts.ts';

const shape = { numExamples: 500, concurrency: 50, latencyMs: 200 };

/** Each system's process is killed when half of its calls have been made, and started again. */
export const crash: Scenario = {
  name: 'crash',
  async run({ print, simulatorUrl, product, eachPeer }) {
    print.note(
      `kill -9 of the process that does the work, at half of ${shape.numExamples} calls of ${shape.latencyMs} ms, in the middle of a call. Peers are ` +
        'started again at once, our worker by its supervisor after 0.2 s. A call is repeated when the provider gets the ' +
        'same bytes twice. Rows are counted by SQL.',
    );
    const rows: CrashRow[] = [];
    const measure = async (system: MeasuredSystem): Promise<void> => {
      const batch = newBatch(shape.numExamples, shape.concurrency);
      rows.push({ system, ...(await measureCrash(system, batch, { simulatorUrl, ...shape })) });
    };
    await eachPeer(measure);
    await measure(product);
    print.table(crashTable(rows));
    const ours = rows.find(({ system }) => system === product);
    if (ours === undefined) return;
    print.target({
      name: 'repeated_calls',
      subject: `calls repeated after a kill that cut off ${ours.cutOff}, ${shape.concurrency} at a time,`,
      measured: ours.repeated,
      below: shape.concurrency + 1,
      unit: 'count',
    });
    insistOnRows(product.title, ours);
  },
};

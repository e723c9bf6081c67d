import type { Transaction } from '@understudy/db/database';
import { countOrdinaryExamples, loadUnusualExamples } from '@understudy/db/training-examples/count-fits';
import { toTrainingExample } from '@understudy/db/training-examples/example-row';
import type { ExampleFilter } from '@understudy/domain/training-center/contracts/list-examples';
import { exampleOfView } from '@understudy/domain/training-center/examples/example-view';
import type { TrainingExample } from '@understudy/domain/training-center/examples/training-example';
import type { ExportTally } from '@understudy/domain/training-center/export/example-writer';
import { fitOf } from '@understudy/domain/training-center/export/format-fit';
import type { ExampleFormat } from '@understudy/domain/training-center/formats/example-format';

const view = { instruction: 'a', context: null, response: 'b', rejectedResponse: null };

/** One for all examples of texts alone, of which each fits a format as any other of its kind. */
const ordinary: Record<TrainingExample['kind'], TrainingExample> = {
  chat: exampleOfView(view),
  preference: exampleOfView({ ...view, rejectedResponse: 'c' }),
};

/** How the examples that a filter means fit a format, without making the file: what is ordinary is counted where it is. */
export async function tallyOf(
  tx: Transaction,
  filter: ExampleFilter,
  format: ExampleFormat,
): Promise<ExportTally> {
  const tally: ExportTally = { whole: 0, simplified: 0, leftOut: 0, reasons: {} };
  const counts = await countOrdinaryExamples(tx, filter);
  for (const kind of ['chat', 'preference'] as const) count(tally, ordinary[kind], format, counts[kind]);
  let after: string | null = null;
  for (;;) {
    const rows = await loadUnusualExamples(tx, filter, after);
    for (const row of rows) count(tally, toTrainingExample(row), format, 1);
    after = rows.at(-1)?.id ?? null;
    if (after === null) return tally;
  }
}

function count(tally: ExportTally, example: TrainingExample, format: ExampleFormat, examples: number): void {
  if (examples === 0) return;
  const fit = fitOf(example, format);
  if (fit.outcome === 'whole') {
    tally.whole += examples;
    return;
  }
  tally[fit.outcome === 'simplified' ? 'simplified' : 'leftOut'] += examples;
  for (const reason of fit.reasons) tally.reasons[reason] = (tally.reasons[reason] ?? 0) + examples;
}

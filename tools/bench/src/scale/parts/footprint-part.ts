import { footprintTable, tablesTable } from '../footprint/footprint-tables.ts';
import { measureFootprint, type Footprint } from '../footprint/measure-footprint.ts';
import { measuredKinds } from '../footprint/run-kinds.ts';
import { needsTable, tenMillionRuns } from '../needs/needs-table.ts';
import type { ScaleTools } from './scale-part.ts';

/** What one run of each kind leaves in every store, and what it costs every process. */
export async function measureFootprintPart({ stack, owner, starters, print }: ScaleTools): Promise<void> {
  print.note(
    'Everything that grows while some runs are done, divided by their number: tables with their indexes, as the files are ' +
      'and rewritten without dead rows; write-ahead log; stored files; what Temporal’s server counts and what its own ' +
      'SQLite file grows by. The history is that of one run, a median of five.',
  );
  const measured: Footprint[] = [];
  for (const kind of measuredKinds) {
    measured.push(await measureFootprint(stack, owner, starters, kind));
  }
  print.table(footprintTable(measured));
  print.table(tablesTable(measured));
  const { peakFactor, planned } = tenMillionRuns;
  print.note(
    `On paper: the figures above times the runs. The busiest second has ${String(peakFactor)} times the mean, and processors are ` +
      `planned to be busy for ${String(planned * 100)} % of their time. docs/scale.md says what follows from it.`,
  );
  print.table(needsTable(measured));
}

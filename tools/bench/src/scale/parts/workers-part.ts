import { availableParallelism } from 'node:os';
import { measureWorkers, rounds, sessionsPerRound } from '../workers/measure-workers.ts';
import { workersTable } from '../workers/workers-table.ts';
import type { ScaleTools } from './scale-part.ts';

const counts = [1, 2, 4];

/** Whether more worker processes do more, with one Temporal and one PostgreSQL. */
export async function measureWorkersPart({ stack, owner, starters, print }: ScaleTools): Promise<void> {
  const processors = availableParallelism();
  print.note(
    `Medians of ${String(rounds)} rounds of ${String(sessionsPerRound)} sessions, all wanted at once, model calls at zero ` +
      `latency; from the first request until the last run has ended. The limit is ${String(processors)} processors divided ` +
      'by the processor time of a session, everybody’s together: everything runs on this machine, so more workers help only ' +
      'as long as processors are idle.',
  );
  print.table(workersTable(await measureWorkers(stack, owner, starters, counts), processors));
}

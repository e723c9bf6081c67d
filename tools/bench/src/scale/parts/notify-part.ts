import { measureCommits, type CommitRates } from '../notify/measure-commits.ts';
import { notifyTable } from '../notify/notify-table.ts';
import type { ScaleTools } from './scale-part.ts';

const connections = [1, 8, 32];

/** Where announcing events in the transaction that writes them ends: PostgreSQL lets one such commit go at a time. */
export async function measureNotifyPart({ stack, print }: ScaleTools): Promise<void> {
  print.note(
    'Each connection commits as fast as it is answered. Commits without NOTIFY share flushes of the write-ahead log; those ' +
      'with it wait for each other, since notifications are handed out in the order of commits. The ratio is the price.',
  );
  const measured: CommitRates[] = [];
  for (const count of connections) measured.push(await measureCommits(stack.databaseOwnerUrl, count));
  print.table(notifyTable(measured));
}

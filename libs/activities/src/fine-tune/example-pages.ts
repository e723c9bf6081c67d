import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Database } from '@understudy/db/database';
import { listFineTuneExamples, type FineTuneExample } from '@understudy/db/fine-tune/fine-tune-examples';

const pageSize = 500;

/**
 * The examples that a job may learn from, a page at a time, so that never all of them are in memory. Between pages other
 * work of the process has its turn.
 *
 * @throws the signal's reason
 */
export async function* examplePages(
  database: Database,
  userId: string,
  scope: Parameters<typeof listFineTuneExamples>[1],
  signal: AbortSignal,
): AsyncGenerator<FineTuneExample[]> {
  let after: FineTuneExample | null = null;
  for (;;) {
    signal.throwIfAborted();
    const last: FineTuneExample | null = after;
    const page: FineTuneExample[] = await database.asUser(userId, (tx) =>
      listFineTuneExamples(tx, scope, last, pageSize),
    );
    yield page;
    after = page.at(-1) ?? null;
    if (page.length < pageSize) return;
    await letOthersRun();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { TestStack } from '@understudy/stack/test-stack';
import pMap from 'p-map';
import type { Sql } from 'postgres';

const betweenLooksMs = 50;

/**
 * Waits until no run is open.
 *
 * @throws Error when that takes longer than `patienceMs`, or when a run has ended otherwise than completed
 */
export async function untilAllEnded(owner: Sql, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const [row] = await owner<{ open: number; failed: number }[]>`
      select
        count(*) filter (where status in ('queued', 'running', 'paused', 'budget_paused'))::int as open,
        count(*) filter (where status in ('failed', 'completed_with_errors'))::int as failed
      from runs`;
    if (row === undefined || row.failed > 0) throw new Error(`Runs have failed: ${JSON.stringify(row)}`);
    if (row.open === 0) return;
    if (performance.now() > deadline) throw new Error(`${String(row.open)} runs do not end`);
    await sleep(betweenLooksMs);
  }
}

/** Ends the workflows and the rows of all runs that are open, so that no worker begins with them. */
export async function discardOpenRuns(stack: TestStack, owner: Sql): Promise<void> {
  const rows = await owner<{ id: string }[]>`
    update runs set status = 'cancelled', finished_at = now(), active_since = null
    where status in ('queued', 'running', 'paused', 'budget_paused') returning id`;
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    const { workflow } = new Client({ connection });
    const end = ({ id }: { id: string }) =>
      workflow
        .getHandle(id)
        .terminate('The bench has measured')
        .catch(() => undefined);
    await pMap(rows, end, { concurrency: 16 });
  } finally {
    await connection.close();
  }
}

import { Client, Connection } from '@temporalio/client';

/** What one execution of a workflow has left in Temporal. */
export interface WorkflowHistory {
  readonly events: number;
  readonly bytes: number;
  /** Activities that were scheduled; retries of one are no further ones. */
  readonly activities: number;
}

/**
 * Reads the histories of a workflow's executions, the first one first: each that was continued as new names the one
 * before.
 */
export async function readHistories(temporalAddress: string, workflowId: string): Promise<WorkflowHistory[]> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const client = new Client({ connection });
    const histories: WorkflowHistory[] = [];
    let runId: string | undefined;
    do {
      const handle = client.workflow.getHandle(workflowId, runId);
      const [{ historyLength, historySize }, { events }] = await Promise.all([
        handle.describe(),
        handle.fetchHistory(),
      ]);
      const activities = (events ?? []).filter((event) => event.activityTaskScheduledEventAttributes).length;
      histories.unshift({ events: historyLength, bytes: historySize ?? 0, activities });
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId !== undefined);
    return histories;
  } finally {
    await connection.close();
  }
}

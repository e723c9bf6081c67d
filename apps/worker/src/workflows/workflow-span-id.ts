/**
 * The ID of the span of a workflow's execution: the second half of its run ID, which is random. So every worker knows it
 * before there is a span, and after every replay.
 */
export function spanIdOf(workflowRunId: string): string {
  return workflowRunId.replaceAll('-', '').slice(16);
}

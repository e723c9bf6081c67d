import type { InjectedFault } from '../faults/fault.ts';
import type { Invariant } from './invariant.ts';

/** Workflows of schedules, which are no runs. */
const ofSchedules = ['sweepRuns', 'watchShutdowns', 'scheduledFineTune'];

interface RunRow {
  readonly id: string;
  readonly kind: string;
  readonly attempt: number;
  readonly live: boolean;
}

/** Rows and workflows say the same. */
export const workflowsMatchRuns: Invariant = {
  name: 'workflows_match_runs',
  title: 'each run has one execution for each attempt, open exactly while the run is',
  check: async ({ owner, temporal }) => {
    const runs = await owner<RunRow[]>`
      select id, kind, attempt, status in ('queued', 'running', 'paused', 'budget_paused') as live from runs`;
    const executions = new Map<string, string[]>();
    for await (const { workflowId, type, status } of temporal.workflow.list()) {
      if (ofSchedules.includes(type) || type.startsWith('temporal-sys')) continue;
      executions.set(workflowId, [...(executions.get(workflowId) ?? []), status.name]);
    }
    const known = new Set(runs.map(({ id }) => id));
    const violations = runs.flatMap(({ id, kind, attempt, live }) => {
      // Continued as new is the same execution going on.
      const own = (executions.get(id) ?? []).filter((status) => status !== 'CONTINUED_AS_NEW');
      const open = own.filter((status) => status === 'RUNNING').length;
      const failed = own.filter((status) => status !== 'RUNNING' && status !== 'COMPLETED');
      return [
        ...(own.length === attempt
          ? []
          : [`has ${String(own.length)} executions for ${String(attempt)} attempts`]),
        ...(open === (live ? 1 : 0) ? [] : [`is ${live ? 'live' : 'ended'} and has ${String(open)} open`]),
        ...failed.map((status) => `ended with a workflow that is ${status}`),
      ].map((fault) => `${kind} ${id} ${fault}`);
    });
    const strangers = [...executions.keys()].filter((id) => !known.has(id));
    return {
      checked: runs.length,
      violations: [...violations, ...strangers.map((id) => `the workflow ${id} belongs to no run`)],
    };
  },
};

/** What Temporal's histories tell of the workflows' code. */
export const historiesReplay: Invariant = {
  name: 'histories_sound',
  title: 'no history has a workflow task that failed by the code of the workflow',
  check: async ({ owner, temporal, faults }) => {
    const frozen = faults.filter(({ kind }) => kind === 'freeze');
    const runs = await owner<{ id: string; kind: string }[]>`select id, kind from runs`;
    const violations: string[] = [];
    let events = 0;
    for (const { id, kind } of runs) {
      const history = await temporal.workflow.getHandle(id).fetchHistory();
      for (const event of history.events ?? []) {
        events += 1;
        const failed = event.workflowTaskFailedEventAttributes;
        const message = failed?.failure?.message ?? '';
        if (failed === null || failed === undefined || isOfTheServer(message)) continue;
        if (stoodStill(message, Number(event.eventTime?.seconds) * 1_000, frozen)) continue;
        violations.push(`${kind} ${id}: ${message}`);
      }
    }
    return { checked: events, violations };
  },
};

/** A worker that was killed, or a server that was, in the middle of a task. */
function isOfTheServer(message: string): boolean {
  return /UnhandledCommand|reset sticky|shard|force close/i.test(message);
}

/** Milliseconds from when a process goes on until Temporal has heard of what it was at. */
const untilHeardMs = 5_000;

/** A step of a workflow that took long because its process was frozen: Node tells that from code that never ends by nothing. */
function stoodStill(message: string, at: number, frozen: readonly InjectedFault[]): boolean {
  return (
    message.startsWith('Script execution timed out') &&
    frozen.some(({ from, until }) => at >= from && at <= until + untilHeardMs)
  );
}

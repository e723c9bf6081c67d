import { SearchAttributeType, defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { setTimeout as wait } from 'node:timers/promises';
import {
  WorkflowExecutionAlreadyStartedError,
  type Client,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { z } from 'zod';
import type { AutoTrainPlan } from '@understudy/domain/auto-train/auto-train-contract';
import { searchAttributes, taskQueues } from '@understudy/domain/runs/run-contract';
import type { RunKind } from '@understudy/domain/runs/run';
import { runsStarted } from '@understudy/observability/metrics/run-metrics';
import { workflowOf } from './workflow-of-run.ts';

/** What is needed to start the workflow of a run: IDs only. A row of the sweep has this shape, too. */
export type StartableRun = {
  runId: string;
  userId: string;
  kind: RunKind;
  avatarId: string | null;
  subjectId: string | null;
  /** 1 for the first execution; retries count up. */
  attempt: number;
  /** Of a batch that was stored a moment ago, so that its workflow need not ask for it. */
  plan?: AutoTrainPlan;
};

/** Starts workflows of runs. */
export type RunStarter = {
  /**
   * Starts the workflow of a run. Where it is running already, nothing happens: a second start is harmless.
   *
   * @throws whatever Temporal's client throws, within the deadline
   */
  start(run: StartableRun): Promise<void>;
};

const user = defineSearchAttributeKey(searchAttributes.user, SearchAttributeType.KEYWORD);
const avatar = defineSearchAttributeKey(searchAttributes.avatar, SearchAttributeType.KEYWORD);
const kindAttribute = defineSearchAttributeKey(searchAttributes.kind, SearchAttributeType.KEYWORD);
const phase = defineSearchAttributeKey(searchAttributes.phase, SearchAttributeType.KEYWORD);

/** What the memo of a run's workflow says. */
export const attemptMemoSchema = z.looseObject({ attempt: z.int() });

const betweenAttemptsMs = 50;

/** Milliseconds that Temporal may take to accept a workflow, reconnecting included. */
const defaultDeadlineMs = 3_000;

/** A starter over a client of Temporal. Used by the API for new runs, and by the sweep for those it finds unstarted. */
export function createRunStarter({
  client,
  deadlineMs = defaultDeadlineMs,
}: {
  client: Client;
  deadlineMs?: number;
}): RunStarter {
  return {
    async start(run) {
      const { workflowType, summary, input } = workflowOf(run);
      const start = () =>
        startOnce(client, run, workflowType, {
          workflowId: run.runId,
          taskQueue: taskQueues.orchestration,
          args: [input],
          // A retry is a new execution under the ID of the run.
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          typedSearchAttributes: attributesOf(run),
          memo: { kind: run.kind, attempt: run.attempt, subjectId: run.subjectId },
          staticSummary: `${summary}, attempt ${run.attempt}`,
          staticDetails: [
            `- Run \`${run.runId}\``,
            `- Avatar \`${run.avatarId ?? 'none'}\``,
            `- Works on \`${run.subjectId ?? 'nothing else'}\``,
          ].join('\n'),
        });
      await client.withDeadline(Date.now() + deadlineMs, start);
      runsStarted.inc({ kind: run.kind });
    },
  };
}

/**
 * Starts an attempt unless it is running already. The execution of the attempt before may be about to end: its last
 * activity has told the database, and it is itself still open for a moment.
 */
async function startOnce(
  client: Client,
  { runId, attempt }: StartableRun,
  workflowType: string,
  options: WorkflowStartOptions,
): Promise<void> {
  for (;;) {
    try {
      await client.workflow.start(workflowType, { ...options, workflowIdConflictPolicy: 'FAIL' });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const { memo, status } = await client.workflow.getHandle(runId).describe();
      if (attemptMemoSchema.parse(memo).attempt >= attempt && status.name === 'RUNNING') return;
      await wait(betweenAttemptsMs);
    }
  }
}

function attributesOf(run: StartableRun): SearchAttributePair[] {
  return [
    { key: user, value: run.userId },
    { key: kindAttribute, value: run.kind },
    { key: phase, value: 'queued' },
    ...(run.avatarId === null ? [] : [{ key: avatar, value: run.avatarId }]),
  ];
}
